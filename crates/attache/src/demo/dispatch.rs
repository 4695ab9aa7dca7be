//! The first dispatches of the demo. Outlets and speakers are invented.

use attache_core::{
    article::{Form, Outlet},
    source::SourceKind,
};
use attache_text::reading::Given;
use jiff::civil::{Date, date};

/// A dispatch as it lies in `demo/`.
pub(crate) struct Dispatch {
    /// Its bytes.
    pub(crate) bytes: &'static [u8],
    /// What the file does not say itself: title.
    pub(crate) title: &'static str,
    /// Who published it.
    pub(super) outlet: &'static str,
    /// What kind of source that is.
    pub(super) kind: SourceKind,
    /// On which day.
    pub(super) published: Date,
    /// Form of the text.
    pub(super) form: Form,
}

/// The day to which the demo looks back.
pub(crate) const EARLY_DAY: Date = date(2024, 10, 20);
/// The day of the last dispatch.
pub(crate) const LAST_DAY: Date = date(2024, 11, 28);

impl Dispatch {
    /// What the operator says of it.
    pub(crate) fn given(&self) -> Given {
        Given {
            form: Some(self.form),
            published: Some(self.published),
            outlet: Some(Outlet { name: self.outlet.to_owned(), kind: self.kind }),
            url: None,
            title: Some(self.title.to_owned()),
        }
    }
}

/// All of them, by day.
pub(crate) const DISPATCHES: [Dispatch; 9] = [
    Dispatch {
        bytes: include_bytes!("../../demo/01-northern-wire-troops.md"),
        title: "Seoul agency says North Korean troops are training in Russia's Far East",
        outlet: "Northern Wire",
        kind: SourceKind::NewsAgency,
        published: date(2024, 10, 18),
        form: Form::Markdown,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/02-harbour-times-reprint.md"),
        title: "North Korean soldiers arrive in Vladivostok, Seoul says",
        outlet: "Harbour Times",
        kind: SourceKind::Outlet,
        published: date(2024, 10, 19),
        form: Form::Markdown,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/03-east-sea-daily-denial.txt"),
        title: "Moscow denies that North Korean soldiers have come",
        outlet: "East Sea Daily",
        kind: SourceKind::Outlet,
        published: date(2024, 10, 21),
        form: Form::Plain,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/04-capital-herald-position.md"),
        title: "Seoul leaves the door open on arms for Kyiv",
        outlet: "Capital Herald",
        kind: SourceKind::Outlet,
        published: date(2024, 11, 8),
        form: Form::Markdown,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/05-plain-view-official.txt"),
        title: "North Korean units under fire, Ukrainian official says",
        outlet: "Plain View",
        kind: SourceKind::Outlet,
        published: date(2024, 11, 13),
        form: Form::Plain,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/06-hanbit-institute-bulletin.html"),
        title: "Arms from Pyongyang: what is known",
        outlet: "Hanbit Institute for Security Studies",
        kind: SourceKind::ResearchInstitute,
        published: date(2024, 11, 20),
        form: Form::Html,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/07-han-river-post-poll.md"),
        title: "Most South Koreans oppose arming Ukraine, poll finds",
        outlet: "Han River Post",
        kind: SourceKind::Outlet,
        published: date(2024, 11, 22),
        form: Form::Markdown,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/08-northern-wire-meeting.md"),
        title: "Ukrainian minister meets South Korean president in Seoul",
        outlet: "Northern Wire",
        kind: SourceKind::NewsAgency,
        published: date(2024, 11, 27),
        form: Form::Markdown,
    },
    Dispatch {
        bytes: include_bytes!("../../demo/09-borderland-review-kursk.txt"),
        title: "North Korean soldiers still fighting in Kursk region, Kyiv says",
        outlet: "Borderland Review",
        kind: SourceKind::Outlet,
        published: LAST_DAY,
        form: Form::Plain,
    },
];
