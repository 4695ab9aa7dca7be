//! `attache mark`: how far a claim may travel.

use std::collections::BTreeSet;

use attache_core::{
    marking::{Marking, Tlp},
    record::Happening,
};
use clap::Args;

use crate::{
    cli::recalled,
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    partnering, redeciding, resolving,
    session::Session,
    visible::visible_line,
};

/// Mark how far a claim may travel
#[derive(Args, Debug)]
#[command(
    after_help = "Parts that are not given stay as they are. A new claim is TLP:AMBER+STRICT, releasable to nobody.\n\n\
    Examples:\n  attache mark 8f14e45f --tlp amber --releasable-to KR,UA\n  \
    attache mark 8f14e45f --caveat \"no press\"\n  attache mark 8f14e45f --releasable-to nobody"
)]
pub(crate) struct MarkArgs {
    /// Beginning of the claim's id
    id: String,
    /// TLP 2.0: clear, green, amber, amber+strict or red
    #[arg(long, value_name = "COLOUR", value_parser = tlp)]
    tlp: Option<Tlp>,
    /// To whom it may be released: countries or groups, with commas; `nobody` takes all away
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    releasable_to: Vec<String>,
    /// What a recipient must hold; may be given several times; `none` takes all away
    #[arg(long, value_name = "TEXT")]
    caveat: Vec<String>,
}

pub(crate) fn tlp(text: &str) -> Result<Tlp, String> {
    text.parse().map_err(|_| "TLP 2.0 knows clear, green, amber, amber+strict and red".to_owned())
}

/// Records the marking.
pub(crate) fn run(args: &MarkArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if args.tlp.is_none() && args.releasable_to.is_empty() && args.caveat.is_empty() {
        return Err(Failure::Usage("say what to change: --tlp, --releasable-to or --caveat".into()));
    }
    let opened = session.open()?;
    let effects = opened.effects();
    let state = resolving::claim(effects.store, &args.id)?;
    let (mut told, mut same) = (String::new(), false);
    let done = redeciding::record(&effects, &mut |store| {
        // Read anew: parts that are not given stay as they are at the moment of recording.
        let before = resolving::state(store, state.id)?.marking;
        let marking = changed(args, &before)?;
        if !args.releasable_to.is_empty() {
            partnering::check_names(store, &marking)?;
        }
        same = marking == before;
        let short = state.id.short();
        told = if same {
            format!("{short} was marked so before: {marking}")
        } else {
            format!("{short} marked {marking} (before: {before})")
        };
        let what = (!same).then_some(Happening::MarkingSet { claim: state.id, marking });
        Ok(what.into_iter().collect())
    })?;
    if session.json {
        return recalled::print_json(&mut session.screen, &done).map(|()| Outcome::Done);
    }
    let told = visible_line(&told);
    session.screen.line(if same { told } else { styled(GOOD, &told) })?;
    recalled::print(&mut session.screen, &done)?;
    Ok(Outcome::Done)
}

fn changed(args: &MarkArgs, before: &Marking) -> Result<Marking, Failure> {
    Ok(Marking {
        tlp: args.tlp.unwrap_or(before.tlp),
        releasable_to: replaced(&before.releasable_to, &args.releasable_to, "nobody")?,
        caveats: replaced(&before.caveats, &args.caveat, "none")?,
        ..before.clone()
    })
}

/// The set as given, else as it was.
fn replaced(before: &BTreeSet<String>, given: &[String], none: &str) -> Result<BTreeSet<String>, Failure> {
    let given: BTreeSet<String> =
        given.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    if given.is_empty() {
        return Ok(before.clone());
    }
    if !given.contains(none) {
        return Ok(given);
    }
    if given.len() > 1 {
        return Err(Failure::Usage(format!("`{none}` stands alone: nothing else beside it")));
    }
    Ok(BTreeSet::new())
}
