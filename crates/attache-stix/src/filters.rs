//! What a client asks to be given (TAXII 2.1 section 3.4).

use crate::{
    excerpt::Excerpt,
    stix_id::{NotAStixId, StixId},
    stix_time::{StixTime, TimeFault, parse_query_time},
};

/// One parameter of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `added_after`
    AddedAfter,
    /// `limit`
    Limit,
    /// `next`
    Next,
    /// `match[id]`
    Id,
    /// `match[type]`
    Type,
    /// `match[version]`
    Version,
    /// `match[spec_version]`
    SpecVersion,
}

impl Filter {
    /// The name of the parameter.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AddedAfter => "added_after",
            Self::Limit => "limit",
            Self::Next => "next",
            Self::Id => "match[id]",
            Self::Type => "match[type]",
            Self::Version => "match[version]",
            Self::SpecVersion => "match[spec_version]",
        }
    }

    const ALL: [Self; 7] =
        [Self::AddedAfter, Self::Limit, Self::Next, Self::Id, Self::Type, Self::Version, Self::SpecVersion];
}

/// Which versions of an object are asked for; any of them suffices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionMatch {
    /// The earliest.
    pub first: bool,
    /// The latest: what is meant when nothing is said.
    pub last: bool,
    /// Every one; then nothing else is said.
    pub all: bool,
    /// Those of these times.
    pub at: Vec<StixTime>,
}

impl Default for VersionMatch {
    fn default() -> Self {
        Self { first: false, last: true, all: false, at: Vec::new() }
    }
}

/// A query. All parameters must be met; of the values of one, any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only what was added later than this.
    pub added_after: Option<StixTime>,
    /// At most so many, at least 1. A number of more than 32 bits is read as the largest; the server has its own
    /// maximum.
    pub limit: Option<u32>,
    /// Where to go on.
    pub next: Option<String>,
    /// Only objects of these identifiers; none means all.
    pub ids: Vec<StixId>,
    /// Only objects of these types; none means all.
    pub types: Vec<String>,
    /// Only these versions.
    pub versions: VersionMatch,
    /// Only objects of these versions of STIX; none means the latest that there is.
    pub spec_versions: Vec<String>,
}

/// Why a query was refused: answer 400.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterFault {
    /// A parameter stands twice.
    #[error("`{}` is given twice: separate several values by commas", .0.name())]
    Twice(Filter),
    /// A value is empty.
    #[error("`{}` has an empty value", .0.name())]
    Empty(Filter),
    /// `limit` is no number above 0.
    #[error("`limit` is `{0}`: it is a whole number greater than 0")]
    Limit(Excerpt),
    /// A time cannot be read.
    #[error("`{}`: {fault}", .filter.name())]
    Time {
        /// The parameter.
        filter: Filter,
        /// What is wrong.
        fault: TimeFault,
    },
    /// An identifier cannot be read.
    #[error("`match[id]`: {0}")]
    Id(NotAStixId),
    /// A version of STIX cannot be read.
    #[error("`match[spec_version]` is `{0}`: it is written 2.1")]
    SpecVersion(Excerpt),
    /// A value stands twice in `match[version]`.
    #[error("`match[version]` has `{0}` twice")]
    VersionTwice(Excerpt),
    /// `all` does not stand alone.
    #[error("`match[version]` has `all` and other values: all is all")]
    AllAndMore,
    /// The endpoint does not take this parameter.
    #[error("`{}` is not taken here", .0.name())]
    NotHere(Filter),
}

impl Filters {
    /// Reads the query of a URL, percent-encoded, without its question mark. Unknown parameters are passed over; an
    /// empty `next` or `added_after` is none.
    ///
    /// # Errors
    /// [`FilterFault`].
    pub fn parse(query: &str) -> Result<Self, FilterFault> {
        let mut filters = Self::default();
        let mut seen = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let Some(filter) = Filter::ALL.into_iter().find(|filter| filter.name() == name) else {
                continue;
            };
            if seen.contains(&filter) {
                return Err(FilterFault::Twice(filter));
            }
            seen.push(filter);
            filters.put(filter, &value)?;
        }
        Ok(filters)
    }

    fn put(&mut self, filter: Filter, value: &str) -> Result<(), FilterFault> {
        match filter {
            // Clients send the state that they keep, also where it is empty.
            Filter::Next | Filter::AddedAfter if value.is_empty() => return Ok(()),
            Filter::Next => {}
            _ if value.split(',').any(str::is_empty) => return Err(FilterFault::Empty(filter)),
            _ => {}
        }
        let values = || value.split(',');
        match filter {
            Filter::AddedAfter => {
                let fault = |fault| FilterFault::Time { filter, fault };
                self.added_after = Some(parse_query_time(value).map_err(fault)?);
            }
            Filter::Limit => self.limit = Some(limit(value)?),
            Filter::Next => self.next = Some(value.to_owned()),
            Filter::Id => {
                self.ids = values().map(str::parse).collect::<Result<_, _>>().map_err(FilterFault::Id)?
            }
            Filter::Type => self.types = values().map(str::to_owned).collect(),
            Filter::Version => self.versions = versions(value)?,
            Filter::SpecVersion => {
                self.spec_versions = values().map(spec_version).collect::<Result<_, _>>()?
            }
        }
        Ok(())
    }

    /// Refuses what an endpoint does not take: to pass over a filter would answer another question.
    ///
    /// # Errors
    /// [`FilterFault::NotHere`].
    pub fn allow(&self, taken: &[Filter]) -> Result<(), FilterFault> {
        let given = |filter| match filter {
            Filter::AddedAfter => self.added_after.is_some(),
            Filter::Limit => self.limit.is_some(),
            Filter::Next => self.next.is_some(),
            Filter::Id => !self.ids.is_empty(),
            Filter::Type => !self.types.is_empty(),
            Filter::Version => self.versions != VersionMatch::default(),
            Filter::SpecVersion => !self.spec_versions.is_empty(),
        };
        match Filter::ALL.into_iter().find(|filter| given(*filter) && !taken.contains(filter)) {
            None => Ok(()),
            Some(filter) => Err(FilterFault::NotHere(filter)),
        }
    }
}

fn limit(text: &str) -> Result<u32, FilterFault> {
    let digits = text.trim_start_matches('0');
    if digits.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FilterFault::Limit(Excerpt::of(text)));
    }
    // Only digits are left, so that what cannot be read is too large.
    Ok(digits.parse().unwrap_or(u32::MAX))
}

fn versions(text: &str) -> Result<VersionMatch, FilterFault> {
    let mut versions = VersionMatch { last: false, ..VersionMatch::default() };
    for value in text.split(',') {
        let twice = || FilterFault::VersionTwice(Excerpt::of(value));
        let place = match value {
            "first" => &mut versions.first,
            "last" => &mut versions.last,
            "all" => &mut versions.all,
            time => {
                let fault = |fault| FilterFault::Time { filter: Filter::Version, fault };
                let at = parse_query_time(time).map_err(fault)?;
                if versions.at.contains(&at) {
                    return Err(twice());
                }
                versions.at.push(at);
                continue;
            }
        };
        if std::mem::replace(place, true) {
            return Err(twice());
        }
    }
    if versions.all && (versions.first || versions.last || !versions.at.is_empty()) {
        return Err(FilterFault::AllAndMore);
    }
    Ok(versions)
}

fn spec_version(text: &str) -> Result<String, FilterFault> {
    let number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((major, minor)) if number(major) && number(minor) => Ok(text.to_owned()),
        _ => Err(FilterFault::SpecVersion(Excerpt::of(text))),
    }
}

#[cfg(test)]
mod tests;
