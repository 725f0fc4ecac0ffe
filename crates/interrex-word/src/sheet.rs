//! Sheets of paper: how large, and what of them is for text. Lengths are in twentieths of a point.

use crate::xml::Xml;

/// A length in twentieths of a point.
pub(crate) type Twips = u32;

/// Twentieths of a point in a pixel of a picture.
pub(crate) const PER_PIXEL: Twips = 15;

const SIDE: Twips = 1134;
const TOP: Twips = 1474;
const BOTTOM: Twips = 1134;

/// A sheet of paper, A4 or A3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// A4, higher than wide: what nearly everything stands on.
    Upright,
    /// A4, wider than high.
    Wide,
    /// A3, higher than wide.
    LargeUpright,
    /// A3, wider than high.
    LargeWide,
}

impl Sheet {
    /// Every sheet, the smaller first.
    pub(crate) const ALL: [Self; 4] = [
        Self::Upright,
        Self::Wide,
        Self::LargeUpright,
        Self::LargeWide,
    ];

    fn size(self) -> (Twips, Twips) {
        match self {
            Self::Upright => (11906, 16838),
            Self::Wide => (16838, 11906),
            Self::LargeUpright => (16838, 23811),
            Self::LargeWide => (23811, 16838),
        }
    }

    /// How wide its text is.
    pub(crate) fn text_width(self) -> Twips {
        self.size().0 - 2 * SIDE
    }

    /// How high its text is.
    pub(crate) fn text_height(self) -> Twips {
        self.size().1 - TOP - BOTTOM
    }

    /// Writes the properties of a section on such sheets; `margins` are the links to what stands above and below.
    pub(crate) fn write(self, xml: &mut Xml, margins: &Margins) {
        xml.open("w:sectPr", &[]);
        let mut refer = |tag, kind, id: &str| xml.leaf(tag, &[("w:type", kind), ("r:id", id)]);
        refer("w:headerReference", "default", &margins.above);
        refer("w:footerReference", "default", &margins.below);
        if let Some(first) = &margins.above_first {
            refer("w:headerReference", "first", first);
            refer("w:footerReference", "first", &margins.below);
        }
        xml.val("w:type", "nextPage");
        let (width, height) = self.size();
        let (width_text, height_text) = (width.to_string(), height.to_string());
        let mut size = vec![("w:w", &*width_text), ("w:h", &*height_text)];
        if width > height {
            size.push(("w:orient", "landscape"));
        }
        xml.leaf("w:pgSz", &size);
        let (top, bottom, side) = (TOP.to_string(), BOTTOM.to_string(), SIDE.to_string());
        xml.leaf(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &side),
                ("w:bottom", &bottom),
                ("w:left", &side),
                ("w:header", "567"),
                ("w:footer", "510"),
                ("w:gutter", "0"),
            ],
        );
        if margins.above_first.is_some() {
            xml.leaf("w:titlePg", &[]);
        }
        xml.close();
    }
}

/// Links to what stands above and below the pages of a section.
#[derive(Debug, Clone)]
pub(crate) struct Margins {
    /// Above each page.
    pub(crate) above: String,
    /// Below each page.
    pub(crate) below: String,
    /// Above the first page, where that differs.
    pub(crate) above_first: Option<String>,
}
