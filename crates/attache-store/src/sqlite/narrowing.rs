//! Questions: SQL narrows down to a superset, [`Filter::matches`] decides.

use attache_core::{
    claim_state::{ClaimState, Standing},
    filter::{Filter, Term},
    source::folded,
};
use rusqlite::{Connection, types::Value};
use strum::VariantArray as _;

use super::{claim_row::day_number, reading, trouble::Trouble};

/// Conditions that must all hold, with their values.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

/// Where a term may be found: columns of `claims`.
#[derive(Clone, Copy)]
struct Columns {
    /// Folded names.
    words: &'static str,
    /// A country; where it ends in `countries`, a list of them.
    country: Option<&'static str>,
}

pub(super) fn find(tx: &Connection, filter: &Filter) -> Result<Vec<ClaimState>, Trouble> {
    let mut found = Vec::new();
    for key in candidates(tx, filter)? {
        let mut records = reading::records_of_key(tx, key)?;
        records.retain(|record| filter.as_of.is_none_or(|instant| record.new.at <= instant));
        found.extend(reading::fold(&records).filter(|state| filter.matches(state)));
    }
    found.sort_by_key(|state| (state.body.day(), state.id));
    Ok(found)
}

/// The keys of all claims that may fit, in the order in which they entered.
fn candidates(tx: &Connection, filter: &Filter) -> Result<Vec<i64>, Trouble> {
    let Conditions { sql, values } = conditions(filter);
    let now = sql.join(" AND ");
    let (sql, values) = match filter.as_of {
        None => (format!("SELECT key FROM claims WHERE {now}"), values),
        // A claim that changed since then may have fitted then, whatever it is now.
        Some(instant) => {
            let instant = Value::Integer(instant.as_microsecond());
            let values = [values, vec![instant.clone(), instant.clone(), instant]].concat();
            let then = "last_us >= ? AND first_us <= ?";
            (format!("SELECT key FROM claims WHERE ({now} AND last_us < ?) OR ({then})"), values)
        }
    };
    let mut statement = tx.prepare_cached(&sql)?;
    let keys = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
    let mut keys = keys.collect::<Result<Vec<_>, _>>()?;
    // Sorted here: asked to sort, SQLite walks the whole table in order instead of using an index.
    keys.sort_unstable();
    Ok(keys)
}

fn conditions(filter: &Filter) -> Conditions {
    let mut all = Conditions::default();
    let standings: Vec<Standing> = if filter.standings.is_empty() {
        Standing::VARIANTS.iter().copied().filter(|standing| standing.stands()).collect()
    } else {
        filter.standings.clone()
    };
    all.one_of("standing", standings.iter().map(ToString::to_string));
    if !filter.kinds.is_empty() {
        all.one_of("kind", filter.kinds.iter().map(ToString::to_string));
    }
    let actor = Columns { words: "actor", country: Some("actor_country") };
    let counterpart = Columns { words: "counterpart", country: Some("counterpart_country") };
    let place = Columns { words: "place", country: Some("place_country") };
    let item = Columns { words: "items", country: None };
    let source = Columns { words: "sources", country: Some("source_countries") };
    let outlet = Columns { words: "outlet", country: None };
    let asked = [
        (&filter.by, actor),
        (&filter.from, actor),
        (&filter.to, counterpart),
        (&filter.place, place),
        (&filter.item, item),
        (&filter.source, source),
        (&filter.outlet, outlet),
    ];
    for (term, columns) in asked {
        if let Some(term) = term {
            all.term(term, columns);
        }
    }
    // A name may also be found within another: `matches` tells.
    if let Some(to) = &filter.released_to {
        all.add("instr(recipients, ?) > 0", Value::Text(to.to_string()));
    }
    if let Some(from) = &filter.received_from {
        all.add("instr(received_from, ?) > 0", Value::Text(from.clone()));
    }
    if let Some(article) = filter.article {
        all.add("article = ?", Value::Blob(article.as_bytes().to_vec()));
    }
    if let Some(since) = filter.since {
        all.add("day_to >= ?", Value::Integer(day_number(since)));
    }
    if let Some(until) = filter.until {
        all.add("day_from <= ?", Value::Integer(day_number(until)));
    }
    all
}

impl Conditions {
    fn add(&mut self, sql: impl Into<String>, value: Value) {
        self.sql.push(sql.into());
        self.values.push(value);
    }

    fn one_of(&mut self, column: &str, values: impl Iterator<Item = String>) {
        let before = self.values.len();
        self.values.extend(values.map(Value::Text));
        let marks = vec!["?"; self.values.len().saturating_sub(before)].join(", ");
        self.sql.push(format!("{column} IN ({marks})"));
    }

    /// What a term asks of its columns. A term for which there is no column narrows nothing.
    fn term(&mut self, term: &Term, columns: Columns) {
        match (term, columns.country) {
            (Term::Country(country), Some(column)) if column.ends_with("countries") => {
                self.add(format!("instr({column}, ?) > 0"), Value::Text(format!("|{country}|")));
            }
            (Term::Country(country), Some(column)) => {
                self.add(format!("{column} = ?"), Value::Text(country.to_string()));
            }
            (Term::Subdivision(code), _) if columns.words == "place" => {
                self.add("subdivision = ?", Value::Text(code.clone()));
            }
            (Term::Category(category), _) if columns.words == "items" => {
                self.add("instr(categories, ?) > 0", Value::Text(format!("|{category}|")));
            }
            (Term::Words(words), _) => {
                let words = folded(words);
                if !words.is_empty() {
                    self.add(format!("instr({}, ?) > 0", columns.words), Value::Text(words));
                }
            }
            (Term::Country(_) | Term::Subdivision(_) | Term::Category(_), _) => {}
        }
    }
}
