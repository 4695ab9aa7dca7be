//! What is typed of a partner and of an agreement.

use std::collections::BTreeSet;

use attache_core::{
    agreement::{Agreement, Topics},
    claim_kind::ClaimKind,
    country::CountryCode,
    marking::Tlp,
    partner::{GroupName, PartnerId},
    recipient::Recipient,
};
use clap::Args;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use strum::VariantArray;

use crate::{
    cli::{mark, particulars::day},
    failure::Failure,
    partnering::Given,
};

/// What is typed of a partner.
#[derive(Args, Debug)]
#[command(after_help = "What is not given stays as it is.")]
pub(super) struct PartnerTerms {
    /// Its short name here: small letters, digits and hyphens
    pub(super) name: PartnerId,
    /// Its full name
    #[arg(long = "name", value_name = "TEXT", value_parser = crate::cli::particulars::condition)]
    full: Option<String>,
    /// The country that it belongs to, two letters; `none` takes it away
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// A group that it is a member of; may be given several times; `none` takes all away
    #[arg(long, value_name = "GROUP")]
    group: Vec<String>,
    /// A caveat that it holds, so that it may get what carries it; may be given several times; `none` takes all away
    #[arg(long, value_name = "CAVEAT")]
    holds: Vec<String>,
    /// The id of the STIX identity under which it makes objects; it may write only those
    #[arg(long, value_name = "identity--UUID", value_parser = identity)]
    identity: Option<String>,
    /// Whether it passes on what others made
    #[arg(long, value_name = "YES|NO", num_args = 0..=1, default_missing_value = "true", value_parser = yes_or_no)]
    relays: Option<bool>,
    /// The key by which its log is verified (NAME+HASH+KEY, as `attache partner show` prints it there)
    #[arg(long, value_name = "KEY")]
    verifier: Option<String>,
}

impl PartnerTerms {
    /// What it means.
    pub(super) fn given(&self) -> Result<Given, Failure> {
        let country = match self.country.as_deref() {
            None => None,
            Some("none") => Some(None),
            Some(code) => Some(Some(code.parse::<CountryCode>().map_err(usage)?)),
        };
        let groups = several(&self.group, |text| text.parse::<GroupName>().map_err(usage))?;
        let holds = several(&self.holds, |text| Ok(text.trim().to_owned()))?;
        Ok(Given {
            name: self.full.clone(),
            country,
            groups,
            holds,
            identity: self.identity.clone(),
            relays: self.relays,
            verifier: self.verifier.clone(),
        })
    }
}

fn usage(wrong: impl std::fmt::Display) -> Failure {
    Failure::Usage(wrong.to_string())
}

/// The set as given; `None` where nothing was given, empty where `none` was.
fn several<T: Ord>(
    given: &[String],
    read: impl Fn(&str) -> Result<T, Failure>,
) -> Result<Option<BTreeSet<T>>, Failure> {
    match given {
        [] => Ok(None),
        [one] if one == "none" => Ok(Some(BTreeSet::new())),
        several if several.iter().any(|text| text == "none" || text.trim().is_empty()) => {
            Err(Failure::Usage("`none` stands alone, and a name has at least one sign".into()))
        }
        several => several.iter().map(|text| read(text)).collect::<Result<_, _>>().map(Some),
    }
}

fn identity(text: &str) -> Result<String, String> {
    let uuid = text.strip_prefix("identity--").and_then(|uuid| uuid::Uuid::parse_str(uuid).ok());
    uuid.map(|uuid| format!("identity--{}", uuid.hyphenated()))
        .ok_or_else(|| "write it as the partner gives it: identity-- and a UUID".to_owned())
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err("write yes or no".to_owned()),
    }
}

/// What is typed of an agreement.
#[derive(Args, Debug)]
pub(super) struct AgreementTerms {
    /// The partner or group
    with: Recipient,
    /// The narrowest colour that may still go out: clear, green, amber, amber+strict or red
    #[arg(long, value_name = "COLOUR", value_parser = mark::tlp)]
    ceiling: Tlp,
    /// Kinds of claim, with commas; `all`: all kinds
    #[arg(long, value_name = "KINDS", value_parser = topics)]
    topics: Topics,
    /// First day on which it holds (UTC) [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Date>,
    /// Last day on which it holds (UTC) [default: until it is ended]
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    /// Each release needs two persons: one proposes, another confirms
    #[arg(long)]
    two_persons: bool,
}

impl AgreementTerms {
    /// What it means, typed at this time.
    pub(super) fn agreement(&self, now: Timestamp) -> Agreement {
        Agreement {
            with: self.with.clone(),
            ceiling: self.ceiling,
            topics: self.topics.clone(),
            from: self.from.unwrap_or_else(|| TimeZone::UTC.to_datetime(now).date()),
            until: self.until,
            two_persons: self.two_persons,
        }
    }
}

fn topics(text: &str) -> Result<Topics, String> {
    if text.trim() == "all" {
        return Ok(Topics::All);
    }
    let kind = |word: &str| {
        word.trim().parse::<ClaimKind>().map_err(|_| {
            let all: Vec<_> = ClaimKind::VARIANTS.iter().map(ToString::to_string).collect();
            format!("`{}` is no kind of claim; write all, or some of: {}", word.trim(), all.join(", "))
        })
    };
    text.split(',').map(kind).collect::<Result<_, _>>().map(Topics::Only)
}

#[cfg(test)]
mod tests {
    use super::{identity, several, topics};
    use attache_core::agreement::Topics;

    #[test]
    fn topics_are_kinds_or_all() {
        assert_eq!(topics("all"), Ok(Topics::All));
        assert!(matches!(topics("deployment, transfer"), Ok(Topics::Only(kinds)) if kinds.len() == 2));
        assert!(topics("").unwrap_err().contains("deployment"));
        assert!(topics("deployment,all").is_err());
    }

    #[test]
    fn none_stands_alone() {
        let read = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            several(&words, |text| Ok(text.to_owned())).map(|set| set.map(|set| set.len())).ok()
        };
        assert_eq!(read(&[]), Some(None));
        assert_eq!(read(&["none"]), Some(Some(0)));
        assert_eq!(read(&["a", "b"]), Some(Some(2)));
        assert_eq!(read(&["a", "none"]), None);
        assert_eq!(read(&[" "]), None);
    }

    #[test]
    fn an_identity_is_a_stix_id() {
        let id = "identity--00000000-0000-4000-8000-000000000001";
        assert_eq!(identity(id).as_deref(), Ok(id));
        assert!(identity("note--00000000-0000-4000-8000-000000000001").is_err());
    }
}
