//! What the index of claims holds of one claim: no more than a question narrows by.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::ClaimState,
    proposition::Party,
    source::{Source, folded},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{CachedStatement, Connection, Row, ToSql};

/// Between the names of a list: [`folded`] leaves none in a name.
const BETWEEN: &str = "\n";

/// The columns, in the order of [`ClaimRow::values`].
const COLUMNS: &str = "id, first_us, last_us, standing, kind, day_from, day_to, actor, actor_country, \
                       counterpart, counterpart_country, place, place_country, subdivision, items, \
                       categories, outlet, sources, source_countries, article, recipients, received_from";

/// One row of `claims`, without its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ClaimRow {
    pub(super) id: [u8; 16],
    first_us: i64,
    last_us: i64,
    standing: Option<String>,
    kind: Option<String>,
    day_from: Option<i64>,
    day_to: Option<i64>,
    actor: Option<String>,
    actor_country: Option<String>,
    counterpart: Option<String>,
    counterpart_country: Option<String>,
    place: Option<String>,
    place_country: Option<String>,
    subdivision: Option<String>,
    items: Option<String>,
    categories: Option<String>,
    outlet: Option<String>,
    sources: Option<String>,
    source_countries: Option<String>,
    article: Option<[u8; 16]>,
    recipients: Option<String>,
    received_from: Option<String>,
}

/// A calendar day as a number that orders as days do.
pub(super) fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

impl ClaimRow {
    /// The row of a claim whose records lie between two instants; `state` is `None` where none of them
    /// brought it in.
    pub(super) fn of(id: [u8; 16], state: Option<&ClaimState>, first: Timestamp, last: Timestamp) -> Self {
        let (first_us, last_us) = (first.as_microsecond(), last.as_microsecond());
        let blank = Self { id, first_us, last_us, ..Self::default() };
        let Some(state) = state else { return blank };
        let body = &state.body;
        let proposition = &body.proposition;
        let (day_from, day_to) = match (&body.date, body.published) {
            (Some(date), _) => {
                (Some(date.start.map_or(i64::MIN, day_number)), Some(date.end.map_or(i64::MAX, day_number)))
            }
            (None, published) => (published.map(day_number), published.map(day_number)),
        };
        let name = |party: &Option<Party>| party.as_ref().map(|party| folded(&party.name));
        let country =
            |party: &Option<Party>| party.as_ref().and_then(|party| party.country).map(String::from);
        let items = proposition.items.iter();
        let names = items.clone().flat_map(|item| [Some(&item.name), item.designation.as_ref()]).flatten();
        let carriers: Vec<&Source> = body.chain.iter().skip(1).collect();
        Self {
            standing: Some(state.standing.to_string()),
            kind: Some(body.kind.to_string()),
            day_from,
            day_to,
            actor: name(&proposition.actor),
            actor_country: country(&proposition.actor),
            counterpart: name(&proposition.counterpart),
            counterpart_country: country(&proposition.counterpart),
            place: body.place.as_ref().map(|place| folded(&place.text)),
            place_country: body.place.as_ref().and_then(|place| place.country).map(String::from),
            subdivision: body.place.as_ref().and_then(|place| place.subdivision.clone()),
            items: Some(names.map(|name| folded(name)).collect::<Vec<_>>().join(BETWEEN)),
            categories: Some(barred(items.map(|item| item.category.to_string()))),
            outlet: Some(folded(&body.chain.outlet().name)),
            sources: Some(carriers.iter().map(|s| folded(&s.name)).collect::<Vec<_>>().join(BETWEEN)),
            source_countries: Some(barred(carriers.iter().filter_map(|s| s.country).map(String::from))),
            article: Some(*state.article.as_bytes()),
            // Most claims go nowhere and come from nobody.
            recipients: listed(state.releases.iter().map(|one| one.release.to.to_string())),
            received_from: listed(state.received_from.iter().cloned()),
            ..blank
        }
    }

    /// Adds the row; gives its key.
    pub(super) fn insert(&self, tx: &Connection) -> Result<i64, rusqlite::Error> {
        let marks = vec!["?"; self.values().len()].join(", ");
        tx.prepare_cached(&format!("INSERT INTO claims ({COLUMNS}) VALUES ({marks})"))?
            .insert(self.values().as_slice())
    }

    /// Puts the row in the place of the one with this key.
    pub(super) fn update(&self, tx: &Connection, key: i64) -> Result<(), rusqlite::Error> {
        let marks = vec!["?"; self.values().len()].join(", ");
        let sql = format!("UPDATE claims SET ({COLUMNS}) = ({marks}) WHERE key = ?");
        let mut values = self.values().to_vec();
        values.push(&key);
        tx.prepare_cached(&sql)?.execute(values.as_slice()).map(drop)
    }

    /// The statement that gives every row with its key, for [`Self::read`].
    pub(super) fn all<'c>(tx: &'c Connection) -> Result<CachedStatement<'c>, rusqlite::Error> {
        tx.prepare_cached(&format!("SELECT {COLUMNS}, key FROM claims"))
    }

    /// Reads a row of [`Self::all`].
    pub(super) fn read(row: &Row<'_>) -> Result<(i64, Self), rusqlite::Error> {
        let read = Self {
            id: row.get(0)?,
            first_us: row.get(1)?,
            last_us: row.get(2)?,
            standing: row.get(3)?,
            kind: row.get(4)?,
            day_from: row.get(5)?,
            day_to: row.get(6)?,
            actor: row.get(7)?,
            actor_country: row.get(8)?,
            counterpart: row.get(9)?,
            counterpart_country: row.get(10)?,
            place: row.get(11)?,
            place_country: row.get(12)?,
            subdivision: row.get(13)?,
            items: row.get(14)?,
            categories: row.get(15)?,
            outlet: row.get(16)?,
            sources: row.get(17)?,
            source_countries: row.get(18)?,
            article: row.get(19)?,
            recipients: row.get(20)?,
            received_from: row.get(21)?,
        };
        Ok((row.get(22)?, read))
    }

    fn values(&self) -> [&dyn ToSql; 22] {
        [
            &self.id,
            &self.first_us,
            &self.last_us,
            &self.standing,
            &self.kind,
            &self.day_from,
            &self.day_to,
            &self.actor,
            &self.actor_country,
            &self.counterpart,
            &self.counterpart_country,
            &self.place,
            &self.place_country,
            &self.subdivision,
            &self.items,
            &self.categories,
            &self.outlet,
            &self.sources,
            &self.source_countries,
            &self.article,
            &self.recipients,
            &self.received_from,
        ]
    }
}

/// Codes as one text in which each stands between bars.
fn barred(codes: impl Iterator<Item = String>) -> String {
    codes.map(|code| format!("|{code}|")).collect()
}

/// Names as one text, each once; `None` where there are none.
fn listed(names: impl Iterator<Item = String>) -> Option<String> {
    let names: BTreeSet<String> = names.collect();
    (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(BETWEEN))
}
