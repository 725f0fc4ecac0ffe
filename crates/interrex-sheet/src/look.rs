//! How cells look: letters, colors, borders, forms of numbers.
//!
//! Responsible for telling what is to be filled in from what is to be left alone, in color and in print.
//! What stands in the cells is left to `write`.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const GRAY: u32 = 0x0075_7575;
const PALE: u32 = 0x00EE_EEEE;
const INK: u32 = 0x001F_3A5F;
const LINE: u32 = 0x00D0_D0D0;

/// The formats of a workbook.
pub(crate) struct Look {
    pub(crate) title: Format,
    pub(crate) marking: Format,
    pub(crate) label: Format,
    pub(crate) words: Format,
    pub(crate) caption: Format,
    pub(crate) head: Format,
    pub(crate) row_head: Format,
    pub(crate) row: Format,
    pub(crate) text: Format,
    pub(crate) plain: Format,
    pub(crate) date: Format,
    pub(crate) probability: Format,
    pub(crate) key: Format,
}

impl Look {
    pub(crate) fn new() -> Self {
        let cell = || {
            Format::new()
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(LINE))
        };
        let head = || {
            cell()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(INK))
                .set_align(FormatAlign::VerticalCenter)
        };
        let row = || {
            cell()
                .set_font_color(Color::RGB(GRAY))
                .set_background_color(Color::RGB(PALE))
        };
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(18)
                .set_font_color(Color::RGB(INK)),
            marking: Format::new()
                .set_bold()
                .set_font_color(Color::RGB(0x00B0_0020)),
            label: Format::new()
                .set_bold()
                .set_align(FormatAlign::Top)
                .set_text_wrap(),
            words: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
            caption: Format::new()
                .set_bold()
                .set_font_size(13)
                .set_font_color(Color::RGB(INK)),
            head: head(),
            row_head: head()
                .set_background_color(Color::RGB(GRAY))
                .set_font_size(8),
            row: row().set_font_size(8),
            // Text, so that no program makes a date or a number of it.
            text: cell().set_num_format("@"),
            plain: cell(),
            date: cell()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            probability: cell().set_num_format("0.0###%_);-0.0###%_);0%_)"),
            key: Format::new()
                .set_font_size(8)
                .set_font_color(Color::RGB(GRAY)),
        }
    }
}
