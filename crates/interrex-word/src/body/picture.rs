//! Pictures: in the text where their letters stay legible there, else on sheets of their own behind it.

use interrex_report::document::Shown;

use super::{Body, Look, line};
use crate::raster::Drawing;
use crate::sheet::{PER_PIXEL, Sheet, Twips};
use crate::xml::{Attribute, Xml};

/// Units of drawings in a twentieth of a point.
const EMU: u64 = 635;
/// Pixels that are drawn for each pixel of a picture that stands in its own size: 192 for an inch.
const DENSITY: f64 = 2.0;
/// A picture is made no smaller than so in the text: its letters would have less than six points.
const SCALE_MIN: f64 = 0.62;
/// How much of the height of a sheet is left for a picture.
const HEIGHT_PART: f64 = 0.9;

/// What a drawing needs besides its pixels.
struct Placed {
    width: Twips,
    height: Twips,
    scale: f64,
}

/// By how much a picture is scaled to fit, at most to its own size.
fn scale(drawing: &Drawing, width: Twips, height: Twips) -> f64 {
    let (wide, high) = drawing.size();
    let per_pixel = f64::from(PER_PIXEL);
    let across = f64::from(width) / (f64::from(wide) * per_pixel);
    let down = f64::from(height) * HEIGHT_PART / (f64::from(high) * per_pixel);
    across.min(down).min(1.0)
}

impl Placed {
    fn new(drawing: &Drawing, scale: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size that fits a sheet"
        )]
        let length = |side: f32| (f64::from(side) * scale * f64::from(PER_PIXEL)) as Twips;
        let (width, height) = drawing.size();
        Self {
            width: length(width),
            height: length(height),
            scale,
        }
    }
}

impl<'a> Body<'a> {
    /// Writes a picture, what it shows, and the table that says the same.
    pub(super) fn picture(&mut self, shown: &'a Shown) {
        if let Some(drawing) = self.painter.read(&shown.picture.svg) {
            let fit = scale(&drawing, self.width, Sheet::Upright.text_height());
            self.about(shown, fit >= SCALE_MIN);
            if fit >= SCALE_MIN {
                self.drawn(shown, &drawing, fit);
            } else {
                self.large.push(shown);
            }
        }
        if !shown.picture.table.rows.is_empty() {
            let caption = &shown.picture.table.caption;
            let as_table = &self.words.as_table;
            let words = if *caption == shown.title || caption.is_empty() {
                as_table.clone()
            } else {
                format!("{as_table}: {caption}")
            };
            self.caption(&words);
            self.twin(&shown.picture.table);
        }
    }

    /// What a picture is called and shows, and where it stands if not here.
    fn about(&mut self, shown: &Shown, is_here: bool) {
        self.xml.open("w:p", &[]);
        line::style(&mut self.xml, "Caption");
        line::run(&mut self.xml, Look::Style("Strong"), &shown.title);
        line::run(&mut self.xml, Look::Plain, &about(shown));
        if !is_here {
            let anchor = sheet_anchor(self.large.len());
            self.anchors.add(&anchor);
            let words = self.words.on_sheet.clone();
            line::run(&mut self.xml, Look::Plain, " ");
            self.link(&format!("#{anchor}"), &words);
        }
        self.xml.close();
    }

    /// Writes the pictures that have sheets of their own.
    pub(crate) fn large_pictures(&mut self) {
        if self.large.is_empty() {
            return;
        }
        let anchor = "large-pictures";
        self.anchors.add(anchor);
        self.turn(Sheet::Upright);
        let title = self.words.large_pictures.clone();
        self.head(1, &title, anchor);
        let large = std::mem::take(&mut self.large);
        for (index, shown) in large.iter().enumerate() {
            self.xml.open("w:p", &[]);
            line::style(&mut self.xml, "ListBullet");
            let href = format!("#{}", sheet_anchor(index));
            let words = format!("{} {}", shown.title, shown.about);
            self.link(&href, &words);
            self.xml.close();
        }
        for (index, shown) in large.into_iter().enumerate() {
            self.large_picture(index, shown);
        }
    }

    fn large_picture(&mut self, index: usize, shown: &'a Shown) {
        let Some(drawing) = self.painter.read(&shown.picture.svg) else {
            return;
        };
        let fit = |sheet: Sheet| scale(&drawing, sheet.text_width(), sheet.text_height());
        let mut sheets = Sheet::ALL.into_iter();
        let legible = sheets.find(|sheet| fit(*sheet) >= SCALE_MIN);
        let largest = || {
            let wide = fit(Sheet::LargeWide) >= fit(Sheet::LargeUpright);
            if wide {
                Sheet::LargeWide
            } else {
                Sheet::LargeUpright
            }
        };
        let sheet = legible.unwrap_or_else(largest);
        if sheet == self.sheet {
            self.break_page();
        }
        self.turn(sheet);
        let bookmark = self.anchors.place(&sheet_anchor(index));
        self.xml.open("w:p", &[]);
        line::style(&mut self.xml, "Caption");
        line::bookmarked(&mut self.xml, bookmark, |xml| {
            line::run(xml, Look::Style("Strong"), &shown.title);
        });
        line::run(&mut self.xml, Look::Plain, &about(shown));
        self.xml.close();
        self.drawn(shown, &drawing, fit(sheet));
    }

    /// The picture itself, in a paragraph of its own.
    fn drawn(&mut self, shown: &Shown, drawing: &Drawing, scale: f64) {
        let placed = Placed::new(drawing, scale);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and DENSITY")]
        let Some(png) = drawing.png((placed.scale * DENSITY) as f32) else {
            return;
        };
        let link = self.package.image(png);
        self.drawn_count += 1;
        self.xml.open("w:p", &[]);
        line::style(&mut self.xml, "Drawn");
        self.xml.open("w:r", &[]);
        write(&mut self.xml, &placed, self.drawn_count, shown, &link);
        self.xml.close();
        self.xml.close();
    }
}

/// What a picture shows, and which of its cases on paper.
fn about(shown: &Shown) -> String {
    match &shown.cases[..] {
        [first, _, ..] => format!(" {} 1. {first}", shown.about),
        _ => format!(" {}", shown.about),
    }
}

fn sheet_anchor(index: usize) -> String {
    format!("sheet {}", index + 1)
}

/// A drawing of one picture with words for those who do not see it.
fn write(xml: &mut Xml, placed: &Placed, number: usize, shown: &Shown, link: &str) {
    let number = number.to_string();
    let (width, height) = (
        (u64::from(placed.width) * EMU).to_string(),
        (u64::from(placed.height) * EMU).to_string(),
    );
    let size = [("cx", &*width), ("cy", &*height)];
    xml.open("w:drawing", &[]);
    let none: [Attribute<'_>; 4] = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    xml.open("wp:inline", &none);
    xml.leaf("wp:extent", &size);
    let name = format!("Picture {number}");
    let properties = [
        ("id", &*number),
        ("name", &*name),
        ("descr", &*shown.about),
        ("title", &*shown.title),
    ];
    xml.leaf("wp:docPr", &properties);
    xml.open("wp:cNvGraphicFramePr", &[]);
    xml.leaf("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
    xml.close();
    xml.open("a:graphic", &[]);
    let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    xml.open("a:graphicData", &[("uri", kind)]);
    xml.open("pic:pic", &[]);
    xml.open("pic:nvPicPr", &[]);
    xml.leaf("pic:cNvPr", &properties);
    xml.leaf("pic:cNvPicPr", &[]);
    xml.close();
    xml.open("pic:blipFill", &[]);
    xml.leaf("a:blip", &[("r:embed", link)]);
    xml.open("a:stretch", &[]);
    xml.leaf("a:fillRect", &[]);
    xml.close();
    xml.close();
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
    xml.leaf("a:ext", &size);
    xml.close();
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.leaf("a:avLst", &[]);
    for _ in 0..7 {
        xml.close();
    }
}
