//! The conditions of a question, as typed: shared by `ask`, `export` and `review`.

use attache_core::{claim_kind::ClaimKind, claim_state::Standing, partner::PartnerId, recipient::Recipient};
use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use jiff::civil::Date;
use strum::VariantArray;

use crate::{
    asking,
    cli::particulars::{condition, day},
    failure::Failure,
};

/// Conditions that claims must fulfil; all of those given.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Conditions (all that are given must hold)")]
pub(crate) struct Conditions {
    /// Who acts: a country by any of its names, or a word of a name
    #[arg(long, visible_alias = "actor", value_name = "WHO", value_parser = condition)]
    by: Option<String>,
    /// Where it happened: a country, a region, or a word of the place
    #[arg(long = "in", value_name = "PLACE", value_parser = condition)]
    place: Option<String>,
    /// Who gives; with `ask received`: the partner that sent it to you
    #[arg(long, value_name = "WHO", value_parser = condition)]
    from: Option<String>,
    /// Who receives; with `ask released` and `export --stix`: the partner or group that gets it from you
    #[arg(long, value_name = "WHO", value_parser = condition)]
    to: Option<String>,
    /// With what: a class such as "ammunition" or "missiles", or a word
    #[arg(long, value_name = "ITEM", value_parser = condition)]
    item: Option<String>,
    /// Not before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,
    /// Not after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    /// Kind of claim; may be given several times
    #[arg(long = "kind", value_name = "KIND", value_parser = kinds())]
    kinds: Vec<ClaimKind>,
    /// On whose word: a name behind the outlet, or a country
    #[arg(long, value_name = "NAME", value_parser = condition)]
    source: Option<String>,
    /// Published by
    #[arg(long, value_name = "NAME", value_parser = condition)]
    outlet: Option<String>,
}

/// From where claims are looked at: which day, and which standings.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Conditions (all that are given must hold)")]
pub(crate) struct Standpoint {
    /// As it was known at the end of this day (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Whether it stands [default: draft, accepted and corrected]; may be given several times
    #[arg(long = "standing", value_name = "STANDING", value_parser = standings())]
    standings: Vec<Standing>,
}

fn kinds() -> impl TypedValueParser<Value = ClaimKind> {
    PossibleValuesParser::new(
        ClaimKind::VARIANTS.iter().map(|kind| clap::builder::PossibleValue::new(kind.to_string())),
    )
    .try_map(|kind| kind.parse::<ClaimKind>())
}

fn standings() -> impl TypedValueParser<Value = Standing> {
    PossibleValuesParser::new(
        Standing::VARIANTS.iter().map(|standing| clap::builder::PossibleValue::new(standing.to_string())),
    )
    .try_map(|standing| standing.parse::<Standing>())
}

impl Conditions {
    /// The partner or group that `--to` names, where it is asked who gets things from us.
    pub(crate) fn recipient(&self) -> Result<Option<Recipient>, Failure> {
        let read =
            |typed: &String| typed.parse::<Recipient>().map_err(|wrong| Failure::Usage(wrong.to_string()));
        self.to.as_ref().map(read).transpose()
    }

    /// The partner that `--from` names, where it is asked what came in.
    pub(crate) fn sender(&self) -> Result<Option<PartnerId>, Failure> {
        let read =
            |typed: &String| typed.parse::<PartnerId>().map_err(|wrong| Failure::Usage(wrong.to_string()));
        self.from.as_ref().map(read).transpose()
    }

    /// What they mean to the use case.
    pub(crate) fn asked(&self) -> asking::Conditions {
        asking::Conditions {
            by: self.by.clone(),
            place: self.place.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            item: self.item.clone(),
            since: self.since,
            until: self.until,
            kinds: self.kinds.clone(),
            source: self.source.clone(),
            outlet: self.outlet.clone(),
            as_of: None,
            standings: Vec::new(),
        }
    }

    /// The same from a standpoint.
    pub(crate) fn asked_from(&self, standpoint: &Standpoint) -> asking::Conditions {
        asking::Conditions {
            as_of: standpoint.as_of,
            standings: standpoint.standings.clone(),
            ..self.asked()
        }
    }
}
