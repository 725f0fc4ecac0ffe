//! A map: places and the links between them, and what of both is lost.
//!
//! Responsible for choosing what to show ([`Map`]), for the outlines ([`Geography`]), for names that cover nothing, and for the
//! table of every spot and link. What is lost in which case is left to whoever asks.

mod geography;
mod labels;
mod view;

use std::fmt::Write as _;

use geography::Point;
pub use geography::{Area, Geography};
use labels::{Label, Name, Rect};
use view::View;

use crate::picture::{Cell, Picture, Table};
use crate::svg::{Head, Svg, number};

/// A place on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// A short name of the plan's, for programs that look at the picture.
    pub key: String,
    /// Its name for readers.
    pub label: String,
    /// What is there, for the table.
    pub holds: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// Degrees north and east; nothing where the plan does not say.
    pub at: Option<(f64, f64)>,
    /// Whether it lies in another state.
    pub is_abroad: bool,
    /// The cases in which it is lost, counted from 0.
    pub lost_in: Vec<usize>,
}

/// A link, by the places of its ends in the list of spots.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its name for readers.
    pub label: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// One end.
    pub from: usize,
    /// The other end.
    pub to: usize,
    /// What it carries, in words.
    pub carries: String,
    /// Whether it carries messages.
    pub gives_contact: bool,
    /// The cases in which it is lost, counted from 0.
    pub lost_in: Vec<usize>,
}

/// The words of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The heads of the table: what, kind, where or between, state.
    pub head: [String; 4],
    /// Place; link.
    pub kinds: [String; 2],
    /// Standing; lost.
    pub states: [String; 2],
    /// A link for messages; one for people or records alone; what is lost; a place whose position the plan does not
    /// state; one beyond the map.
    pub legend: [String; 5],
    /// Between two ends: `{a} – {b}` is written with this word.
    pub and: String,
}

/// A map to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// An identifier that no other picture of the document has.
    pub id: String,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// Its words.
    pub words: Words,
    /// The places.
    pub spots: Vec<Spot>,
    /// The links.
    pub links: Vec<Link>,
    /// How many cases of loss there are. Each is a group of its own, `case-1` and so on; all but the first are
    /// hidden until a style sheet shows them.
    pub case_count: usize,
}

const WIDTH: f64 = 760.0;
const HEIGHT_MAX: f64 = 540.0;
const LEGEND: f64 = 22.0;
/// From this share of a state on, the whole of it is shown.
const WHOLE_FROM: f64 = 0.5;

/// Where a spot is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Position {
    /// Where it is.
    Known(Point),
    /// Between those that it is joined to.
    Between(Point),
    /// At the edge, in its direction.
    Beyond(Point),
    /// Nowhere.
    Unknown,
}

impl Position {
    fn point(self) -> Option<Point> {
        match self {
            Self::Known(point) | Self::Between(point) | Self::Beyond(point) => Some(point),
            Self::Unknown => None,
        }
    }
}

impl Map {
    /// Whether there is anything to draw: a place whose position is known.
    pub fn is_drawable(&self) -> bool {
        self.spots.iter().any(|spot| spot.at.is_some())
    }

    /// Draws it.
    pub fn draw(&self, states: &Geography, regions: &Geography) -> Picture {
        let mut core = self.core();
        self.whole_states(&mut core, states);
        let view = View::around(&core, WIDTH, HEIGHT_MAX);
        let positions = self.positions(&view);
        let head = Head {
            id: &self.id,
            title: &self.title,
            about: &self.about,
            has_links: false,
        };
        let legend = self.legend_lines(&positions);
        #[expect(clippy::cast_precision_loss, reason = "five lines at most")]
        let below = legend.len() as f64 * LEGEND + 8.0;
        let mut svg = Svg::new(&head, WIDTH, view.height + below);
        let clip = format!("{}-clip", crate::svg::escape(&self.id));
        svg.raw(&format!(
            "<clipPath id=\"{clip}\"><rect width=\"{}\" height=\"{}\"/></clipPath><g clip-path=\"url(#{clip})\">",
            number(view.width),
            number(view.height)
        ));
        svg.rect("sea", [0.0, 0.0, view.width, view.height], 0.0);
        self.draw_land(&mut svg, &view, states, regions);
        let drawn = self.draw_links(&mut svg, &positions);
        self.draw_spots(&mut svg, &view, &positions);
        for case in 0..self.case_count {
            self.draw_losses(&mut svg, case, &drawn, &positions);
        }
        svg.raw("</g>");
        draw_legend(&mut svg, view.height + 4.0, &legend);
        Picture {
            svg: svg.finish(),
            width: 760,
            table: self.table(),
        }
    }

    /// The points that the map has to show: those at home, and those abroad that lie near.
    fn core(&self) -> Vec<Point> {
        let at = |spot: &Spot| spot.at.map(|(north, east)| (east, north));
        let home = self.spots.iter().filter(|spot| !spot.is_abroad);
        let mut points: Vec<Point> = home.filter_map(at).collect();
        if points.is_empty() {
            return self.spots.iter().filter_map(at).collect();
        }
        let reach = |pick: fn(&Point) -> f64| {
            let ends = points.iter().map(pick);
            let (low, high) = (
                ends.clone().fold(f64::MAX, f64::min),
                ends.fold(f64::MIN, f64::max),
            );
            let room = ((high - low) * 0.25).max(1.0);
            (low - room, high + room)
        };
        let ((west, east), (south, north)) = (reach(|p| p.0), reach(|p| p.1));
        let abroad = self.spots.iter().filter(|spot| spot.is_abroad);
        let near = abroad
            .filter_map(at)
            .filter(|(x, y)| (west..=east).contains(x) && (south..=north).contains(y));
        let near: Vec<Point> = near.collect();
        points.extend(near);
        points
    }

    /// Where the places at home reach over much of their state, the map shows all of it.
    fn whole_states(&self, core: &mut Vec<Point>, states: &Geography) {
        let Some([west, south, east, north]) = extent(core) else {
            return;
        };
        for area in states.areas.iter().filter(|area| self.is_own(area, states)) {
            let outline: Vec<Point> = area.rings().iter().flatten().copied().collect();
            let Some([w, s, e, n]) = extent(&outline) else {
                continue;
            };
            let is_much =
                east - west >= (e - w) * WHOLE_FROM && north - south >= (n - s) * WHOLE_FROM;
            if is_much {
                core.extend([(w, s), (e, n)]);
            }
        }
    }

    fn positions(&self, view: &View) -> Vec<Position> {
        let known = |spot: &Spot| match spot.at {
            None => Position::Unknown,
            Some((north, east)) => {
                let place = view.place((east, north));
                if view.holds(place, 4.0) {
                    Position::Known(place)
                } else {
                    Position::Beyond(view.edge_towards(place, 14.0))
                }
            }
        };
        let mut positions: Vec<Position> = self.spots.iter().map(known).collect();
        for index in 0..positions.len() {
            if positions.get(index) == Some(&Position::Unknown) {
                let found = self.between(index, &positions);
                if let (Some(point), Some(slot)) = (found, positions.get_mut(index)) {
                    *slot = Position::Between(point);
                }
            }
        }
        positions
    }

    /// The middle of the known places that a spot is joined to, where there are two or more.
    fn between(&self, index: usize, positions: &[Position]) -> Option<Point> {
        let mut points = Vec::new();
        for link in &self.links {
            let other = match (link.from == index, link.to == index) {
                (true, false) => link.to,
                (false, true) => link.from,
                _ => continue,
            };
            if let Some(Position::Known(point)) = positions.get(other) {
                points.push(*point);
            }
        }
        if points.len() < 2 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "links of one place")]
        let count = points.len() as f64;
        let (x, y) = points
            .iter()
            .fold((0.0, 0.0), |(x, y), p| (x + p.0, y + p.1));
        Some((x / count, y / count))
    }

    fn draw_land(&self, svg: &mut Svg, view: &View, states: &Geography, regions: &Geography) {
        for area in &states.areas {
            let mut data = String::new();
            for ring in area.rings() {
                outline(&mut data, &view.cut(ring), true);
            }
            if data.is_empty() {
                continue;
            }
            let class = if self.is_own(area, states) {
                "own"
            } else {
                "land"
            };
            let state = format!("data-state=\"{}\" d=\"{data}\"", area.code);
            svg.draw("path", class, &state);
        }
        lines(svg, "region", view, &regions.borders);
        lines(svg, "border", view, &states.borders);
    }

    /// Whether one of the places at home lies in a state.
    fn is_own(&self, area: &Area, states: &Geography) -> bool {
        let home = self.spots.iter().filter(|spot| !spot.is_abroad);
        let mut home = home.filter_map(|spot| spot.at);
        home.any(|(north, east)| {
            states
                .area_at(north, east)
                .is_some_and(|found| found.code == area.code)
        })
    }

    /// What is lost in one case, over what is drawn already.
    fn draw_losses(
        &self,
        svg: &mut Svg,
        case: usize,
        drawn: &[(&Link, String, Point)],
        positions: &[Position],
    ) {
        let hidden = if case == 0 { "" } else { " display=\"none\"" };
        svg.raw(&format!("<g class=\"case case-{}\"{hidden}>", case + 1));
        for (_, data, middle) in drawn
            .iter()
            .filter(|(link, ..)| link.lost_in.contains(&case))
        {
            svg.path("halo", data);
            svg.path("lost-line", data);
            cross(svg, *middle, 5.0);
        }
        for (spot, position) in self.spots.iter().zip(positions) {
            if let (true, Some(at)) = (spot.lost_in.contains(&case), position.point()) {
                cross(svg, at, 7.0);
            }
        }
        svg.raw("</g>");
    }

    /// Draws the links as they stand; each with its line and the middle of it.
    fn draw_links(&self, svg: &mut Svg, positions: &[Position]) -> Vec<(&Link, String, Point)> {
        let point = |index: usize| positions.get(index).copied().and_then(Position::point);
        let mut ends_drawn: Vec<(usize, usize)> = Vec::new();
        let mut drawn = Vec::new();
        for link in &self.links {
            let (Some(from), Some(to)) = (point(link.from), point(link.to)) else {
                continue;
            };
            let ends = (link.from.min(link.to), link.from.max(link.to));
            let beside = ends_drawn.iter().filter(|other| **other == ends).count();
            ends_drawn.push(ends);
            let class = if link.gives_contact { "line" } else { "way" };
            let (data, middle) = bow(from, to, beside);
            svg.path(class, &data);
            drawn.push((link, data, middle));
        }
        drawn
    }

    fn draw_spots(&self, svg: &mut Svg, view: &View, positions: &[Position]) {
        let mut order: Vec<usize> = (0..self.spots.len()).collect();
        let weight = |index: &usize| {
            let spot = self.spots.get(*index);
            let ends = self
                .links
                .iter()
                .filter(|link| link.from == *index || link.to == *index);
            (
                spot.is_some_and(|spot| !spot.lost_in.is_empty()),
                ends.count(),
            )
        };
        order.sort_by_key(|index| std::cmp::Reverse(weight(index)));
        let around = |point: &Point| -> Rect {
            [point.0 - 6.0, point.1 - 6.0, point.0 + 6.0, point.1 + 6.0]
        };
        let points: Vec<Point> = positions.iter().filter_map(|one| one.point()).collect();
        let taken: Vec<Rect> = points.iter().map(around).collect();
        let shown: Vec<(&Spot, Position, Point)> = order
            .iter()
            .filter_map(|index| {
                let (spot, position) = (self.spots.get(*index)?, positions.get(*index)?);
                Some((spot, *position, position.point()?))
            })
            .collect();
        let names: Vec<Name<'_>> = shown
            .iter()
            .map(|(spot, _, at)| Name {
                at: *at,
                text: &spot.label,
                room: 5.0,
            })
            .collect();
        let labels = labels::place(&names, &taken, (view.width, view.height));
        for ((spot, position, at), label) in shown.iter().zip(labels) {
            draw_spot(svg, spot, *position, *at, label);
        }
    }

    fn legend_lines(&self, positions: &[Position]) -> Vec<(usize, &str)> {
        let is_shown = [
            self.links.iter().any(|link| link.gives_contact),
            self.links.iter().any(|link| !link.gives_contact),
            self.links.iter().any(|link| !link.lost_in.is_empty())
                || self.spots.iter().any(|spot| !spot.lost_in.is_empty()),
            positions
                .iter()
                .any(|one| matches!(one, Position::Between(_))),
            positions
                .iter()
                .any(|one| matches!(one, Position::Beyond(_))),
        ];
        let words = self.words.legend.iter().zip(is_shown).enumerate();
        words
            .filter(|(_, (_, is_shown))| *is_shown)
            .map(|(index, (word, _))| (index, word.as_str()))
            .collect()
    }

    fn table(&self) -> Table {
        let [place, link_word] = &self.words.kinds;
        let state = |lost_in: &[usize]| {
            let [standing, lost] = &self.words.states;
            let cases: Vec<String> = lost_in.iter().map(|case| (case + 1).to_string()).collect();
            Cell::text(match (cases.is_empty(), self.case_count) {
                (true, _) => standing.clone(),
                (false, 0 | 1) => lost.clone(),
                (false, _) => format!("{lost} ({})", cases.join(", ")),
            })
        };
        let spot = |spot: &Spot| {
            vec![
                Cell::link(&spot.label, spot.href.clone()),
                Cell::text(place),
                Cell::text(&spot.holds),
                state(&spot.lost_in),
            ]
        };
        let name = |index: usize| self.spots.get(index).map_or("", |spot| spot.label.as_str());
        let link = |link: &Link| {
            let ends = format!(
                "{} {} {} ({})",
                name(link.from),
                self.words.and,
                name(link.to),
                link.carries
            );
            vec![
                Cell::link(&link.label, link.href.clone()),
                Cell::text(link_word),
                Cell::text(ends),
                state(&link.lost_in),
            ]
        };
        let rows = self.spots.iter().map(spot);
        Table {
            caption: self.title.clone(),
            head: self.words.head.to_vec(),
            rows: rows.chain(self.links.iter().map(link)).collect(),
        }
    }
}

/// West, south, east, north of points.
fn extent(points: &[Point]) -> Option<[f64; 4]> {
    let first = points.first()?;
    let start = [first.0, first.1, first.0, first.1];
    Some(points.iter().fold(start, |[w, s, e, n], (x, y)| {
        [w.min(*x), s.min(*y), e.max(*x), n.max(*y)]
    }))
}

/// Adds a line or ring to a path.
fn outline(data: &mut String, points: &[Point], is_closed: bool) {
    let mut last: Option<(String, String)> = None;
    let mut count = 0;
    for (x, y) in points {
        let at = (number(*x), number(*y));
        if last.as_ref() == Some(&at) {
            continue;
        }
        let letter = if count == 0 { 'M' } else { 'L' };
        let _ = write!(data, "{letter}{} {}", at.0, at.1);
        last = Some(at);
        count += 1;
    }
    if is_closed && count > 0 {
        data.push('Z');
    }
}

/// Lines, as far as they can be seen.
fn lines(svg: &mut Svg, class: &str, view: &View, borders: &[Vec<Point>]) {
    let mut data = String::new();
    for border in borders {
        let mut piece: Vec<Point> = Vec::new();
        for point in border {
            let place = view.place(*point);
            let is_seen = view.holds(place, -30.0);
            if is_seen || !piece.is_empty() {
                piece.push(place);
            }
            if !is_seen && !piece.is_empty() {
                outline(&mut data, &piece, false);
                piece.clear();
            }
        }
        if piece.len() > 1 {
            outline(&mut data, &piece, false);
        }
    }
    if !data.is_empty() {
        svg.path(class, &data);
    }
}

/// A line between two points, bent aside where others join them already, and its middle.
fn bow(from: Point, to: Point, beside: usize) -> (String, Point) {
    let sign = if beside.is_multiple_of(2) { 1.0 } else { -1.0 };
    #[expect(clippy::cast_precision_loss, reason = "links between two places")]
    let aside = (beside.div_ceil(2) as f64) * 14.0 * sign;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = libm::sqrt(dx * dx + dy * dy).max(1.0);
    let bend = (
        f64::midpoint(from.0, to.0) - dy / length * aside * 2.0,
        f64::midpoint(from.1, to.1) + dx / length * aside * 2.0,
    );
    let middle = (
        (from.0 + to.0) / 4.0 + bend.0 / 2.0,
        (from.1 + to.1) / 4.0 + bend.1 / 2.0,
    );
    let data = format!(
        "M{} {}Q{} {} {} {}",
        number(from.0),
        number(from.1),
        number(bend.0),
        number(bend.1),
        number(to.0),
        number(to.1)
    );
    (data, middle)
}

fn cross(svg: &mut Svg, (x, y): Point, size: f64) {
    let (left, top, both) = (number(x - size), number(y - size), number(size * 2.0));
    svg.path(
        "cross",
        &format!("M{left} {top}l{both} {both}m0 -{both}l-{both} {both}"),
    );
}

fn draw_spot(svg: &mut Svg, spot: &Spot, position: Position, at: Point, label: Option<Label>) {
    let (x, y) = (number(at.0), number(at.1));
    let key = crate::svg::escape(&spot.key);
    let known = spot
        .at
        .map_or_else(String::new, |(north, east)| format!("{north} {east}"));
    match position {
        Position::Known(_) => svg.draw(
            "circle",
            "spot",
            &format!("data-spot=\"{key}\" data-at=\"{known}\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\""),
        ),
        Position::Between(_) => svg.path("junction", &format!("M{x} {y}m-5 0l5 -5 5 5 -5 5z")),
        Position::Beyond(_) => svg.path("junction", &format!("M{x} {y}m-5 -5h10v10h-10z")),
        Position::Unknown => {}
    }
    let Some(Label { at, anchor }) = label else {
        return;
    };
    let size = "font-size=\"12\"";
    svg.words_of("halo", at, anchor, size, &spot.label);
    svg.words_of("ink", at, anchor, size, &spot.label);
}

fn draw_legend(svg: &mut Svg, top: f64, lines: &[(usize, &str)]) {
    let mut y = top + 10.0;
    for (kind, words) in lines {
        match kind {
            0 => svg.line("line", (4.0, y), (34.0, y)),
            1 => svg.line("way", (4.0, y), (34.0, y)),
            2 => {
                svg.line("lost-line", (4.0, y), (34.0, y));
                cross(svg, (19.0, y), 5.0);
            }
            3 => svg.path("junction", &format!("M14 {}l5 -5 5 5 -5 5z", number(y))),
            _ => svg.path("junction", &format!("M14 {}h10v10h-10z", number(y - 5.0))),
        }
        svg.words("ink", (44.0, y + 4.5), "start", words);
        y += LEGEND;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(key: &str, at: Option<(f64, f64)>, is_abroad: bool) -> Spot {
        Spot {
            key: key.to_owned(),
            label: key.to_owned(),
            holds: String::new(),
            href: None,
            at,
            is_abroad,
            lost_in: if key == "kyiv" {
                vec![0, 2]
            } else {
                Vec::new()
            },
        }
    }

    fn link(from: usize, to: usize) -> Link {
        Link {
            label: format!("{from}-{to}"),
            href: None,
            from,
            to,
            carries: "messages".to_owned(),
            gives_contact: true,
            lost_in: if from == 0 && to == 1 {
                vec![0]
            } else {
                Vec::new()
            },
        }
    }

    fn map() -> Map {
        Map {
            id: "map".to_owned(),
            title: "Map".to_owned(),
            about: "Where".to_owned(),
            words: Words {
                head: ["what", "kind", "where", "state"].map(str::to_owned),
                kinds: ["place", "link"].map(str::to_owned),
                states: ["standing", "lost"].map(str::to_owned),
                legend: ["messages", "people", "lost", "not stated", "beyond"].map(str::to_owned),
                and: "and".to_owned(),
            },
            spots: vec![
                spot("kyiv", Some((50.45, 30.52)), false),
                spot("simferopol", Some((44.95, 34.10)), false),
                spot("lviv", Some((49.84, 24.02)), false),
                spot("london", Some((51.5, -0.12)), true),
                spot("junction", None, false),
            ],
            links: vec![link(0, 1), link(0, 4), link(2, 4), link(2, 3)],
            case_count: 3,
        }
    }

    #[test]
    fn the_map_shows_what_the_table_tells() {
        let (states, regions) = (Geography::of_states(), Geography::of_ukrainian_regions());
        let map = map();
        let picture = map.draw(&states, &regions);
        assert_eq!(picture.table.rows.len(), 9);
        assert_eq!(picture.svg.matches("data-spot").count(), 3);
        // The capital and the link from it in the first case, the capital in the third, and one in the legend.
        assert_eq!(picture.svg.matches("class=\"cross\"").count(), 4);
        assert_eq!(picture.svg.matches("class=\"case case-").count(), 3);
        assert_eq!(picture.svg.matches("display=\"none\"").count(), 2);
        let rows = picture.table.rows.iter();
        let told: Vec<&str> = rows
            .filter_map(|row| Some(row.last()?.text.as_str()))
            .collect();
        assert_eq!(told.first(), Some(&"lost (1, 3)"));
        assert_eq!(told.get(5), Some(&"lost (1)"));
        for name in ["kyiv", "simferopol", "lviv", "london", "junction"] {
            assert!(picture.svg.contains(&format!(">{name}</text>")), "{name}");
        }
        let own = "class=\"own\" fill=\"#fffdf4\" data-state=\"UA\"";
        assert_eq!(picture.svg.matches(own).count(), 1);
        assert_eq!(picture.svg.matches("class=\"own\"").count(), 1);
        assert_eq!(picture, map.draw(&states, &regions));
    }

    #[test]
    fn a_plan_without_places_has_no_map() {
        let mut map = map();
        for spot in &mut map.spots {
            spot.at = None;
        }
        assert!(!map.is_drawable());
        assert!(
            map.draw(&Geography::default(), &Geography::default())
                .svg
                .ends_with("</svg>")
        );
    }
}
