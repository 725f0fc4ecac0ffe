//! What every picture is: a drawing, what it shows in words, and its table twin.

/// A drawing with all that a reader needs who does not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The whole `<svg>` element.
    pub svg: String,
    /// Its width in pixels at which its letters have the size of those around it.
    pub width: u32,
    /// The same as a table.
    pub table: Table,
}

/// A table: a caption, heads of columns, and rows whose first cell is their head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Cell {
    /// A cell that leads nowhere.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
        }
    }

    /// A cell that leads somewhere, where that is known.
    pub fn link(text: impl Into<String>, href: Option<String>) -> Self {
        Self {
            text: text.into(),
            href,
        }
    }
}
