//! The outlines of states and regions: reading them, and asking in which a point lies.
//!
//! The data and their sources are in `data/README.md`. Borders are those that states recognize: Crimea lies in Ukraine.

const WORLD: &str = include_str!("../../data/world.txt");
const REGIONS: &str = include_str!("../../data/regions-ua.txt");

/// Degrees east and north.
pub(crate) type Point = (f64, f64);

/// A state or region.
#[derive(Debug, Clone, Default)]
pub struct Area {
    /// Its code: of two letters after ISO 3166-1, or after ISO 3166-2.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Rings of its outline, holes among them.
    rings: Vec<Vec<Point>>,
}

/// States or regions with the lines between them.
#[derive(Debug, Clone, Default)]
pub struct Geography {
    /// The areas, in the order of their codes.
    pub areas: Vec<Area>,
    /// Lines between two areas, and coasts.
    pub(crate) borders: Vec<Vec<Point>>,
}

impl Geography {
    /// The states of the world.
    pub fn of_states() -> Self {
        read(WORLD)
    }

    /// The regions of Ukraine.
    pub fn of_ukrainian_regions() -> Self {
        read(REGIONS)
    }

    /// The area in which a point lies, given in degrees north and east.
    ///
    /// # Examples
    ///
    /// ```
    /// let states = interrex_picture::map::Geography::of_states();
    /// // Kyiv, Simferopol.
    /// for (north, east) in [(50.45, 30.52), (44.95, 34.10)] {
    ///     assert_eq!(states.area_at(north, east).expect("on land").name, "Ukraine");
    /// }
    /// ```
    pub fn area_at(&self, north: f64, east: f64) -> Option<&Area> {
        self.areas.iter().find(|area| area.holds((east, north)))
    }
}

impl Area {
    /// Its rings.
    pub(crate) fn rings(&self) -> &[Vec<Point>] {
        &self.rings
    }

    /// Whether a point lies in an odd number of its rings.
    fn holds(&self, (x, y): Point) -> bool {
        let crossings = self.rings.iter().flat_map(|ring| ring.windows(2));
        let crossed = crossings.filter(|pair| match pair {
            [(x1, y1), (x2, y2)] => {
                (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
            }
            _ => false,
        });
        crossed.count() % 2 == 1
    }
}

/// Reads the format of `data/README.md`; what does not follow it is passed over.
fn read(text: &str) -> Geography {
    let arcs: Vec<Vec<Point>> = text
        .lines()
        .filter_map(|line| line.strip_prefix("a "))
        .map(arc)
        .collect();
    let mut areas: Vec<Area> = Vec::new();
    let mut used: Vec<Vec<usize>> = vec![Vec::new(); arcs.len()];
    for line in text.lines() {
        if let Some(named) = line.strip_prefix("c ") {
            let (code, name) = named.split_once(' ').unwrap_or((named, ""));
            areas.push(Area {
                code: code.to_owned(),
                name: name.to_owned(),
                rings: Vec::new(),
            });
        } else if let Some(numbers) = line.strip_prefix("r ").or(line.strip_prefix("h ")) {
            let own = areas.len();
            for number in numbers.split(' ').filter_map(|one| one.parse::<i64>().ok()) {
                if let Some(by) = used.get_mut(place(number)) {
                    by.push(own);
                }
            }
            if let Some(area) = areas.last_mut() {
                area.rings.push(ring(&arcs, numbers));
            }
        }
    }
    let between = |by: &[usize]| by.first() != by.last() || by.len() == 1;
    let borders = arcs
        .iter()
        .zip(&used)
        .filter(|(_, by)| between(by))
        .map(|(arc, _)| arc.clone())
        .collect();
    Geography { areas, borders }
}

/// The place of an arc of which a ring has the number.
fn place(number: i64) -> usize {
    let number = if number < 0 { !number } else { number };
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn arc(text: &str) -> Vec<Point> {
    let (mut x, mut y) = (0_i32, 0_i32);
    let mut points = Vec::new();
    for step in text.split(' ') {
        let Some((dx, dy)) = step.split_once(',') else {
            continue;
        };
        x += dx.parse::<i32>().unwrap_or(0);
        y += dy.parse::<i32>().unwrap_or(0);
        points.push((f64::from(x) / 100.0, f64::from(y) / 100.0));
    }
    points
}

fn ring(arcs: &[Vec<Point>], numbers: &str) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for number in numbers.split(' ').filter_map(|one| one.parse::<i64>().ok()) {
        let Some(arc) = arcs.get(place(number)) else {
            continue;
        };
        let skipped = usize::from(!points.is_empty());
        if number < 0 {
            points.extend(arc.iter().rev().skip(skipped));
        } else {
            points.extend(arc.iter().skip(skipped));
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(geography: &Geography, north: f64, east: f64, expect: &str) {
        let found = geography.area_at(north, east);
        assert_eq!(
            found.map(|area| area.code.as_str()),
            Some(expect),
            "{north} {east}"
        );
        // No other area claims the point.
        let all = geography
            .areas
            .iter()
            .filter(|area| area.holds((east, north)));
        assert_eq!(all.count(), 1);
    }

    #[test]
    fn borders_are_those_that_states_recognize() {
        let states = Geography::of_states();
        for (north, east, state) in [
            (50.45, 30.52, "UA"),  // Kyiv
            (44.95, 34.10, "UA"),  // Simferopol
            (44.60, 33.55, "UA"),  // Sevastopol, east of the bay
            (45.35, 36.40, "UA"),  // Kerch
            (48.00, 37.80, "UA"),  // Donetsk
            (48.57, 39.30, "UA"),  // Luhansk
            (46.64, 32.61, "UA"),  // Kherson
            (55.75, 37.62, "RU"),  // Moscow
            (45.04, 38.98, "RU"),  // Krasnodar
            (52.23, 21.01, "PL"),  // Warsaw
            (35.27, 33.40, "CY"),  // a town in the north of Cyprus
            (9.56, 44.06, "SO"),   // Hargeisa
            (38.90, -77.04, "US"), // Washington
        ] {
            check(&states, north, east, state);
        }
    }

    #[test]
    fn regions_are_where_their_capitals_are() {
        let regions = Geography::of_ukrainian_regions();
        assert_eq!(regions.areas.len(), 27);
        for (north, east, region) in [
            (44.95, 34.10, "UA-43"),
            (49.84, 24.02, "UA-46"),
            (50.45, 30.52, "UA-30"),
            (49.99, 36.23, "UA-63"),
        ] {
            check(&regions, north, east, region);
        }
    }
}
