//! Pictures as pixels: SVG drawn with the letters that are kept with this crate.

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, Options, Tree};

const REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
const FAMILY: &str = "Noto Sans";
/// The longest side that is drawn.
const SIDE_MAX: f32 = 8_000.0;

/// What draws, with its letters.
pub(crate) struct Painter {
    options: Options<'static>,
}

/// A picture as it was read, to be drawn at some size.
pub(crate) struct Drawing {
    tree: Tree,
}

impl Painter {
    /// Reads the letters.
    pub(crate) fn new() -> Self {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        fonts.set_sans_serif_family(FAMILY);
        let options = Options {
            font_family: FAMILY.to_owned(),
            fontdb: Arc::new(fonts),
            ..Options::default()
        };
        Self { options }
    }

    /// Reads a picture; nothing where it is none.
    pub(crate) fn read(&self, svg: &str) -> Option<Drawing> {
        let tree = Tree::from_str(svg, &self.options).ok()?;
        Some(Drawing { tree })
    }
}

impl Drawing {
    /// Its width and height in its own pixels.
    pub(crate) fn size(&self) -> (f32, f32) {
        let size = self.tree.size();
        (size.width(), size.height())
    }

    /// Draws it on white as PNG, enlarged so many times; nothing where it has no size.
    pub(crate) fn png(&self, scale: f32) -> Option<Vec<u8>> {
        let (width, height) = self.size();
        let scale = scale.min(SIDE_MAX / width.max(height));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "sides are between 1 and SIDE_MAX"
        )]
        let pixels = |side: f32| (side * scale).clamp(1.0, SIDE_MAX) as u32;
        let mut map = Pixmap::new(pixels(width), pixels(height))?;
        map.fill(Color::WHITE);
        resvg::render(
            &self.tree,
            Transform::from_scale(scale, scale),
            &mut map.as_mut(),
        );
        encoded(&map)
    }
}

/// How many colors a list of colors has.
const COLORS_MAX: usize = 256;
/// How many kinds of colors there are, by the four upper bits of each part.
const KINDS: usize = 1 << 12;

/// Pixels as PNG. Pictures have few colors, and many shades between two of them at edges: shades of one kind become the
/// one that most of them have, so that a list holds all and a pixel is one byte.
fn encoded(map: &Pixmap) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, map.width(), map.height());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let colors = Colors::of(map.data());
    let pixels = if let Some(list) = colors.list() {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(list);
        encoder.set_filter(png::Filter::NoFilter);
        colors.places(map.data())
    } else {
        encoder.set_color(png::ColorType::Rgb);
        let pixels = map.data().chunks_exact(4);
        pixels
            .flat_map(|pixel| pixel.iter().take(3))
            .copied()
            .collect()
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The color that stands for each kind, and its place in the list.
struct Colors {
    kinds: Vec<(u32, [u8; 3])>,
    places: Vec<u8>,
    count: usize,
}

impl Colors {
    /// Finds of each kind the color that most of its pixels have, where one has more than half; else one of them.
    fn of(data: &[u8]) -> Self {
        let mut kinds = vec![(0_u32, [0_u8; 3]); KINDS];
        let mut is_used = vec![false; KINDS];
        for pixel in data.chunks_exact(4) {
            let [red, green, blue, _] = *pixel else {
                continue;
            };
            let color = [red, green, blue];
            let kind = kind(color);
            let (Some(entry), Some(used)) = (kinds.get_mut(kind), is_used.get_mut(kind)) else {
                continue;
            };
            *used = true;
            match entry {
                (0, _) => *entry = (1, color),
                (votes, held) if *held == color => *votes += 1,
                (votes, _) => *votes -= 1,
            }
        }
        let mut count = 0;
        let place = |used: &bool| {
            let place = count;
            count += usize::from(*used);
            u8::try_from(place).unwrap_or(u8::MAX)
        };
        let places = is_used.iter().map(place).collect();
        let mut used = is_used.iter();
        kinds.retain(|_| used.next() == Some(&true));
        Self {
            kinds,
            places,
            count,
        }
    }

    /// The list of colors; nothing where they are too many.
    fn list(&self) -> Option<Vec<u8>> {
        (self.count <= COLORS_MAX)
            .then(|| self.kinds.iter().flat_map(|(_, color)| *color).collect())
    }

    /// The place of each pixel's color in the list.
    fn places(&self, data: &[u8]) -> Vec<u8> {
        let place = |pixel: &[u8]| match *pixel {
            [red, green, blue, _] => self.places.get(kind([red, green, blue])).copied(),
            _ => None,
        };
        let pixels = data.chunks_exact(4);
        pixels.map(|pixel| place(pixel).unwrap_or(0)).collect()
    }
}

/// The kind of a color.
fn kind([red, green, blue]: [u8; 3]) -> usize {
    let upper = |part: u8| usize::from(part >> 4);
    upper(red) << 8 | upper(green) << 4 | upper(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\" width=\"40\" height=\"20\" \
                       font-family=\"system-ui, 'Noto Sans', sans-serif\"><text x=\"2\" y=\"15\">WORDS</text></svg>";

    fn dark_pixels(svg: &str) -> usize {
        let drawing = Painter::new().read(svg).expect("a picture");
        let png = drawing.png(2.0).expect("pixels");
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .expect("a PNG");
        assert_eq!((reader.info().width, reader.info().height), (80, 40));
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(reader.info().color_type, png::ColorType::Indexed);
        let list = reader.info().palette.clone().expect("a list of colors");
        let pixels: Vec<u8> = pixels
            .iter()
            .flat_map(|place| &list[usize::from(*place) * 3..][..3])
            .copied()
            .collect();
        pixels
            .chunks_exact(3)
            .filter(|pixel| pixel.iter().all(|part| *part < 100))
            .count()
    }

    #[test]
    fn letters_of_both_alphabets_are_drawn() {
        let nothing = dark_pixels(&SVG.replace("WORDS", ""));
        assert_eq!(nothing, 0);
        for words in ["Kyiv", "Київ"] {
            assert!(dark_pixels(&SVG.replace("WORDS", words)) > 100, "{words}");
        }
    }

    #[test]
    fn what_is_no_picture_is_left_out() {
        assert!(Painter::new().read("<svg").is_none());
        assert!(Painter::new().read("").is_none());
    }
}
