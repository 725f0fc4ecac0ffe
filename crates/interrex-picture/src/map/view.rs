//! The part of the world that a map shows, and where a point of it is drawn.
//!
//! Degrees are drawn straight, east narrowed by the cosine of the middle latitude: true to shape over the
//! extent of a state.

use super::geography::Point;

/// The least extent of a map in degrees of latitude.
const EXTENT_MIN: f64 = 1.6;

/// A rectangle of the world and of paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    west: f64,
    north: f64,
    /// Pixels for a degree of latitude.
    scale: f64,
    narrowing: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl View {
    /// Shows these points with a margin around them, in a picture so wide and at most so high.
    pub(super) fn around(points: &[Point], width: f64, height_max: f64) -> Self {
        let fold = |pick: fn(&Point) -> f64, best: fn(f64, f64) -> f64, start: f64| {
            points.iter().map(pick).fold(start, best)
        };
        let (mut west, mut east) = (
            fold(|p| p.0, f64::min, 180.0),
            fold(|p| p.0, f64::max, -180.0),
        );
        let (mut south, mut north) = (
            fold(|p| p.1, f64::min, 90.0),
            fold(|p| p.1, f64::max, -90.0),
        );
        if west > east {
            (west, east, south, north) = (-20.0, 60.0, 20.0, 65.0);
        }
        let middle = f64::midpoint(south, north);
        let narrowing = libm::cos(middle.to_radians()).max(0.2);
        let extent = ((north - south).max((east - west) * narrowing)).max(EXTENT_MIN);
        let margin = extent * 0.09;
        let (mut tall, mut wide) = (
            (north - south + 2.0 * margin).max(EXTENT_MIN),
            (east - west) * narrowing + 2.0 * margin,
        );
        let least = width / height_max;
        if wide / tall < least {
            wide = tall * least;
        } else if wide / tall > 2.1 {
            tall = wide / 2.1;
        }
        let scale = width / wide;
        Self {
            west: f64::midpoint(west, east) - wide / narrowing / 2.0,
            north: middle + tall / 2.0,
            scale,
            narrowing,
            width,
            height: tall * scale,
        }
    }

    /// Where a point is drawn.
    pub(super) fn place(&self, (east, north): Point) -> Point {
        (
            (east - self.west) * self.narrowing * self.scale,
            (self.north - north) * self.scale,
        )
    }

    /// Whether a place on paper is within the picture, with so much room to its edge.
    pub(super) fn holds(&self, (x, y): Point, room: f64) -> bool {
        x >= room && y >= room && x <= self.width - room && y <= self.height - room
    }

    /// The place at the edge of the picture in the direction of one beyond it.
    pub(super) fn edge_towards(&self, (x, y): Point, room: f64) -> Point {
        let (mx, my) = (self.width / 2.0, self.height / 2.0);
        let (dx, dy) = (x - mx, y - my);
        let share = |d: f64, half: f64| {
            if d.abs() < 1e-9 {
                f64::MAX
            } else {
                half / d.abs()
            }
        };
        let part = share(dx, mx - room).min(share(dy, my - room)).min(1.0);
        (mx + dx * part, my + dy * part)
    }

    /// The part of a ring that can be seen, drawn: cut at a frame a little wider than the picture.
    pub(super) fn cut(&self, ring: &[Point]) -> Vec<Point> {
        const FRAME: f64 = 30.0;
        let mut points: Vec<Point> = ring.iter().map(|point| self.place(*point)).collect();
        let sides: [(bool, f64, f64); 4] = [
            (true, -FRAME, 1.0),
            (true, self.width + FRAME, -1.0),
            (false, -FRAME, 1.0),
            (false, self.height + FRAME, -1.0),
        ];
        for (is_x, limit, sign) in sides {
            points = cut_side(&points, is_x, limit, sign);
        }
        points
    }
}

/// Sutherland and Hodgman's cut of a polygon at one line (1974).
fn cut_side(points: &[Point], is_x: bool, limit: f64, sign: f64) -> Vec<Point> {
    let depth = |point: &Point| ((if is_x { point.0 } else { point.1 }) - limit) * sign;
    let mut cut = Vec::with_capacity(points.len());
    let Some(mut before) = points.last().copied() else {
        return cut;
    };
    for point in points {
        let (was, is) = (depth(&before), depth(point));
        if (was >= 0.0) != (is >= 0.0) {
            let part = was / (was - is);
            cut.push((
                before.0 + (point.0 - before.0) * part,
                before.1 + (point.1 - before.1) * part,
            ));
        }
        if is >= 0.0 {
            cut.push(*point);
        }
        before = *point;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_within_the_picture_and_north_is_up() {
        let points = [(22.0, 48.0), (38.0, 51.0)];
        let view = View::around(&points, 760.0, 560.0);
        for point in points {
            assert!(view.holds(view.place(point), 10.0));
        }
        assert!(view.place((30.0, 51.0)).1 < view.place((30.0, 48.0)).1);
        assert!(view.place((22.0, 48.0)).0 < view.place((38.0, 48.0)).0);
    }

    #[test]
    fn a_ring_is_cut_to_the_frame() {
        let view = View::around(&[(0.0, 0.0), (2.0, 2.0)], 100.0, 100.0);
        let world = [(-90.0, -80.0), (90.0, -80.0), (90.0, 80.0), (-90.0, 80.0)];
        let cut = view.cut(&world);
        assert_eq!(cut.len(), 4);
        assert!(
            cut.iter()
                .all(|(x, y)| x.abs() <= 131.0 && y.abs() <= 131.0)
        );
        assert!(
            view.cut(&[(50.0, 50.0), (60.0, 50.0), (60.0, 60.0)])
                .is_empty()
        );
    }

    #[test]
    fn what_is_beyond_is_pointed_at_from_the_edge() {
        let view = View::around(&[(0.0, 0.0), (2.0, 2.0)], 100.0, 100.0);
        let (x, y) = view.edge_towards((1000.0, 50.0), 10.0);
        assert!((x - 90.0).abs() < 1e-6 && (y - 50.0).abs() < 1e-6);
    }
}
