//! Where names stand on a map, so that they cover neither each other nor the spots.

use crate::text::width;

/// A rectangle: left, top, right, bottom.
pub(super) type Rect = [f64; 4];

/// A name to be placed.
pub(super) struct Name<'a> {
    /// The place that it names.
    pub(super) at: (f64, f64),
    /// Its letters.
    pub(super) text: &'a str,
    /// How far from the place it has to stay.
    pub(super) room: f64,
}

/// Where a name stands: the anchor of its first line and how it is aligned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    /// The left or right end, or the middle, of the base line.
    pub(super) at: (f64, f64),
    /// `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
}

/// The size of the letters of names.
pub(super) const SIZE: f64 = 12.0;

/// Places names one after another; nothing for a name for which there is no room.
pub(super) fn place(names: &[Name<'_>], taken: &[Rect], within: (f64, f64)) -> Vec<Option<Label>> {
    let mut taken = taken.to_vec();
    let mut labels = Vec::with_capacity(names.len());
    for name in names {
        let mut ways = ways(name).into_iter();
        let free = ways.find(|(rect, _)| is_free(rect, &taken, within));
        if let Some((rect, _)) = &free {
            taken.push(*rect);
        }
        labels.push(free.map(|(_, label)| label));
    }
    labels
}

/// The places beside a spot, the best first.
fn ways(name: &Name<'_>) -> Vec<(Rect, Label)> {
    let (x, y) = name.at;
    let (wide, room) = (width(name.text, SIZE), name.room);
    let (near, up) = (room + 3.0, SIZE * 0.78);
    let spots = [
        (x + near, y + 4.0, "start"),
        (x - near, y + 4.0, "end"),
        (x, y - near, "middle"),
        (x, y + near + up, "middle"),
        (x + near * 0.8, y - near * 0.8, "start"),
        (x + near * 0.8, y + near * 0.8 + up, "start"),
        (x - near * 0.8, y - near * 0.8, "end"),
        (x - near * 0.8, y + near * 0.8 + up, "end"),
        (x, y - near - 9.0, "middle"),
        (x, y + near + up + 9.0, "middle"),
        (x + near, y - near - 7.0, "start"),
        (x - near, y - near - 7.0, "end"),
        (x + near, y + near + up + 7.0, "start"),
        (x - near, y + near + up + 7.0, "end"),
        (x + 3.0 * near, y + 4.0, "start"),
        (x - 3.0 * near, y + 4.0, "end"),
    ];
    let way = |(at_x, at_y, anchor): (f64, f64, &'static str)| {
        let left = match anchor {
            "start" => at_x,
            "end" => at_x - wide,
            _ => at_x - wide / 2.0,
        };
        let rect = [left - 1.0, at_y - up - 1.0, left + wide + 1.0, at_y + 3.0];
        (
            rect,
            Label {
                at: (at_x, at_y),
                anchor,
            },
        )
    };
    spots.into_iter().map(way).collect()
}

fn is_free(rect: &Rect, taken: &[Rect], (wide, high): (f64, f64)) -> bool {
    let [left, top, right, bottom] = *rect;
    let inside = left >= 2.0 && top >= 2.0 && right <= wide - 2.0 && bottom <= high - 2.0;
    let meets =
        |other: &Rect| left < other[2] && other[0] < right && top < other[3] && other[1] < bottom;
    inside && !taken.iter().any(meets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_cover_each_other() {
        let name = |x: f64| Name {
            at: (x, 50.0),
            text: "Somewhere",
            room: 4.0,
        };
        let names = [name(100.0), name(110.0), name(120.0)];
        let labels = place(&names, &[], (300.0, 100.0));
        assert!(labels.iter().all(Option::is_some));
        assert_ne!(labels[0], labels[1]);
        // A fourth and further ones find no room at last.
        let many: Vec<Name<'_>> = (0..20).map(|_| name(100.0)).collect();
        assert!(
            place(&many, &[], (300.0, 100.0))
                .iter()
                .any(Option::is_none)
        );
    }
}
