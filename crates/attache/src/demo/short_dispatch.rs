//! The dispatches of one sentence with which the demo shows weighing. Outlets and speakers are invented.

use attache_core::{article::Form, source::SourceKind};
use jiff::civil::{Date, date};

use super::dispatch::Dispatch;

const fn short(bytes: &'static [u8], outlet: &'static str, title: &'static str, published: Date) -> Dispatch {
    Dispatch { bytes, title, outlet, kind: SourceKind::Outlet, published, form: Form::Plain }
}

const MONDAY: Date = date(2024, 12, 2);
const DRONES: &str = "Drones for Russia";
/// The day of the figures.
pub(super) const COUNTED: Date = date(2024, 12, 5);
const COUNT: &str = "How many soldiers";
const TANKS: &str = "Tanks for Russia";

/// Five outlets that cite one agency, which cites one office.
pub(super) const COPIES: [Dispatch; 5] = [
    short(include_bytes!("../../demo/10-harbour-times-drones.txt"), "Harbour Times", DRONES, MONDAY),
    short(include_bytes!("../../demo/11-east-sea-daily-drones.txt"), "East Sea Daily", DRONES, MONDAY),
    short(include_bytes!("../../demo/12-capital-herald-drones.txt"), "Capital Herald", DRONES, MONDAY),
    short(include_bytes!("../../demo/13-plain-view-drones.txt"), "Plain View", DRONES, MONDAY),
    short(include_bytes!("../../demo/14-borderland-review-drones.txt"), "Borderland Review", DRONES, MONDAY),
];

/// Another government says so too.
pub(super) const SECOND: [Dispatch; 1] = [short(
    include_bytes!("../../demo/15-vistula-ledger-drones.txt"),
    "Vistula Ledger",
    DRONES,
    date(2024, 12, 3),
)];

/// Two figures that cannot both hold, and one of a part.
pub(super) const COUNTS: [Dispatch; 3] = [
    short(include_bytes!("../../demo/16-vistula-ledger-count.txt"), "Vistula Ledger", COUNT, COUNTED),
    short(include_bytes!("../../demo/17-capital-herald-count.txt"), "Capital Herald", COUNT, COUNTED),
    short(include_bytes!("../../demo/18-plain-view-count.txt"), "Plain View", COUNT, COUNTED),
];

/// A government before and after a change of its position.
pub(super) const POSITIONS: [Dispatch; 2] = [
    short(
        include_bytes!("../../demo/19-vistula-ledger-position.txt"),
        "Vistula Ledger",
        "No missiles from Warsaw",
        date(2024, 11, 5),
    ),
    short(
        include_bytes!("../../demo/20-capital-herald-position.txt"),
        "Capital Herald",
        "Warsaw leaves the door open",
        date(2024, 12, 6),
    ),
];

/// One person, in Latin letters, Cyrillic and Hangul.
pub(super) const SPELLINGS: [Dispatch; 3] = [
    short(include_bytes!("../../demo/21-northern-wire-tanks.txt"), "Northern Wire", TANKS, date(2024, 12, 8)),
    short(
        include_bytes!("../../demo/22-borderland-review-tanks.txt"),
        "Borderland Review",
        TANKS,
        date(2024, 12, 9),
    ),
    short(
        include_bytes!("../../demo/23-han-river-post-tanks.txt"),
        "Han River Post",
        TANKS,
        date(2024, 12, 9),
    ),
];
