//! One claim or article in full.

use attache_core::{
    article::Article,
    claim::ClaimDraft,
    claim_state::ClaimState,
    id::ArticleId,
    record::{Basis, Happening, Record},
    source::Source,
};

use crate::{
    asking::Grades,
    failure::Failure,
    marked_text::{legend, marked, marks},
    palette::{self, styled},
    screen::Screen,
    visible::{visible, visible_line},
    wording,
};

/// Prints a name and what it is.
pub(crate) fn field(screen: &mut Screen, name: &str, value: &str) -> Result<(), Failure> {
    let width = screen.width().min(110);
    let options = textwrap::Options::new(width).subsequent_indent("                 ");
    let padded = format!("{name:<15}");
    let text = format!("{}  {}", styled(palette::FAINT, &padded), visible_line(value));
    for line in textwrap::wrap(&text, options) {
        screen.line(line)?;
    }
    Ok(())
}

/// Prints the sentence around a claim with source, cue and content marked.
pub(crate) fn sentence(screen: &mut Screen, article: &Article, body: &ClaimDraft) -> Result<(), Failure> {
    let text = marked(&article.text, body.sentence.span, &marks([body]), screen.colour());
    // An article that a partner kept back is not here: then the excerpt stands in for it.
    let text = if text.is_empty() { visible(&body.sentence.text) } else { text };
    screen.wrapped("  ", &text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Prints everything that is known of a claim.
pub(crate) fn claim(
    screen: &mut Screen,
    state: &ClaimState,
    article: Option<&Article>,
    grades: &Grades,
) -> Result<(), Failure> {
    let body = &state.body;
    let blank = Article::plain("");
    screen.line(styled(palette::HEADING, &state.id.to_string()))?;
    screen.line("")?;
    sentence(screen, article.unwrap_or(&blank), body)?;
    let key = legend(screen.colour());
    screen.line(format!("  {key}"))?;
    screen.line("")?;
    fields(screen, body)?;
    screen.line("")?;
    for (at, carrier) in body.chain.iter().enumerate() {
        let name = if at == 0 { "On whose word" } else { "" };
        let indent = "  ".repeat(at);
        let arrow = if at == 0 { "" } else { "› " };
        let grade = grades.source(carrier.id()).map(|g| format!(", grade {g}: {}", g.meaning()));
        let carrier = visible_line(&source(carrier));
        let name = styled(palette::FAINT, &format!("{name:<15}"));
        screen.line(format!("{name}  {indent}{arrow}{carrier}{}", grade.unwrap_or_default()))?;
    }
    standing(screen, state)?;
    graded(screen, state, grades)?;
    marking(screen, state)?;
    let title = article.and_then(|article| article.title.clone()).unwrap_or_default();
    field(screen, "Article", &format!("{} {title}", state.article.short()))
}

/// A carrier with its kind, office and country.
pub(crate) fn source(source: &Source) -> String {
    let mut words = format!("{} ({}", source.name, source.kind.to_string().replace('-', " "));
    if let Some(office) = &source.office {
        words.push_str(&format!(", {office}"));
    }
    if let Some(country) = source.country {
        words.push_str(&format!(", {country}"));
    }
    words.push(')');
    words
}

/// What a claim says, field by field.
pub(crate) fn fields(screen: &mut Screen, body: &ClaimDraft) -> Result<(), Failure> {
    field(screen, "Kind", &body.kind.to_string())?;
    let likelihood = body.likelihood.map(|term| {
        let (low, high) = term.percent();
        format!(" ({}: {low}–{high} % by ICD 203)", term.to_string().replace('-', " "))
    });
    let put = format!("{}{}", wording::modality(body.modality), likelihood.unwrap_or_default());
    field(screen, "How put", &put)?;
    if let Some(phrase) = wording::phrase(body) {
        field(screen, "Who, whom, what", &phrase)?;
    }
    if let Some(scope) = &body.proposition.scope {
        field(screen, "Only", scope)?;
    }
    for quantity in &body.quantities {
        field(screen, "Figure", &format!("{}  (“{}”)", wording::figure(quantity), quantity.text))?;
    }
    if let Some(place) = &body.place {
        field(screen, "Where", &wording::place(place))?;
    }
    match (&body.date, body.published) {
        (Some(date), _) => {
            field(screen, "When", &format!("{}  (“{}”)", wording::event_time(date), date.text))?;
        }
        (None, Some(day)) => field(screen, "When", &format!("not said; reported {day}"))?,
        (None, None) => {}
    }
    let percent = (body.confidence.value() * 100.0).round();
    field(screen, "Reader", &format!("{percent} % sure of its reading"))?;
    for difference in &body.differences {
        field(screen, "Check", difference.words())?;
    }
    match &body.drafter {
        Some(name) => field(screen, "Proposed by", &format!("a language model, {name}")),
        None => Ok(()),
    }
}

fn standing(screen: &mut Screen, state: &ClaimState) -> Result<(), Failure> {
    let mut words = wording::standing(state.standing).to_owned();
    if let Some((by, reason)) = &state.decided {
        words.push_str(&format!(", by {by}"));
        if let Some(Basis::Policy { rule }) = &state.basis {
            words.push_str(&format!(", by policy: {rule}"));
        }
        if !reason.is_empty() {
            words.push_str(&format!(": {reason}"));
        }
    }
    field(screen, "Standing", &words)
}

/// The grade given last, what the evidence allows now where that is less, and the other graders beside it.
fn graded(screen: &mut Screen, state: &ClaimState, grades: &Grades) -> Result<(), Failure> {
    let grade = state.credibility().map_or("not graded".to_owned(), |g| format!("{g}, {}", g.meaning()));
    field(screen, "Credibility", &grade)?;
    let graders = state.graders();
    if graders.len() > 1 {
        for (at, one) in graders.iter().enumerate() {
            let given = format!("{} by {}", one.credibility, one.by);
            field(screen, if at == 0 { "Graders" } else { "" }, &given)?;
        }
    }
    match grades.outgrown(state.id) {
        Some(outgrown) => field(screen, "Now", &outgrown.to_string()),
        None => Ok(()),
    }
}

fn marking(screen: &mut Screen, state: &ClaimState) -> Result<(), Failure> {
    let nobody = if state.marking.releasable_to.is_empty() { " (releasable to nobody)" } else { "" };
    field(screen, "Marking", &format!("{}{nobody}", state.marking))?;
    let since = state.known_since.strftime("%Y-%m-%d %H:%M UTC").to_string();
    field(screen, "Known since", &since)
}

/// Prints what happened to a claim.
pub(crate) fn history(screen: &mut Screen, records: &[Record]) -> Result<(), Failure> {
    screen.line("")?;
    screen.line(styled(palette::HEADING, "History"))?;
    for record in records {
        let new = &record.new;
        let when = new.at.strftime("%Y-%m-%d %H:%M");
        screen.line(format!(
            "  {:>5}  {when} UTC  {:<12}  {}",
            record.seq.to_string(),
            visible_line(&new.by),
            visible_line(&happened(&new.what))
        ))?;
    }
    Ok(())
}

fn happened(what: &Happening) -> String {
    let because = |reason: &Option<String>| reason.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
    match what {
        Happening::ArticleAdded { .. } => "article added".to_owned(),
        Happening::ClaimDrafted { .. } => "drafted".to_owned(),
        Happening::ClaimAccepted { basis: Basis::Person, .. } => "accepted".to_owned(),
        Happening::ClaimAccepted { basis: Basis::Policy { rule }, .. } => {
            format!("accepted by policy: {rule}")
        }
        Happening::ClaimCorrected { reason, .. } => format!("corrected: {reason}"),
        Happening::ClaimRejected { reason, .. } => format!("rejected: {reason}"),
        Happening::ClaimRetracted { reason, .. } => format!("retracted: {reason}"),
        Happening::ClaimGraded { credibility, reason, .. } => {
            format!("graded {credibility}, {}{}", credibility.meaning(), because(reason))
        }
        Happening::SourceGraded { source, reliability, reason } => {
            format!("{} graded {reliability}{}", source.name, because(reason))
        }
        Happening::MarkingSet { marking, .. } => format!("marked {marking}"),
        what => exchanged(what),
    }
}

/// What the exchange did to a claim.
fn exchanged(what: &Happening) -> String {
    match what {
        Happening::ClaimReceived { object, .. } => format!("received as {object}"),
        Happening::LeaveGiven { to, reason, .. } => format!("may go on to {to}: {reason}"),
        Happening::ReleaseProposed { proposal, .. } => format!("proposed for release to {}", proposal.to),
        Happening::ProposalDropped { to, reason, .. } => format!("not released to {to}: {reason}"),
        Happening::ClaimReleased { release, .. } => {
            let form = if release.tear_line.is_some() { "as a tear-line" } else { "whole" };
            format!("released to {} {form}, {}, as {}", release.to, release.marking, release.object)
        }
        Happening::ReleaseWithdrawn { to, reason, .. } => format!("called back from {to}: {reason}"),
        _ => "noted".to_owned(),
    }
}

/// Prints what is known of an article.
pub(crate) fn article(screen: &mut Screen, id: ArticleId, article: &Article) -> Result<(), Failure> {
    screen.line(styled(palette::HEADING, &id.to_string()))?;
    screen.line("")?;
    field(screen, "Title", article.title.as_deref().unwrap_or("not known"))?;
    field(screen, "Outlet", &source(&article.carrier()))?;
    field(screen, "Published", &article.published.map_or("not known".into(), |day| day.to_string()))?;
    if let Some(url) = &article.url {
        field(screen, "Address", url)?;
    }
    if let Some(language) = &article.language {
        field(screen, "Language", language)?;
    }
    let original = article.original.as_ref();
    let kept = original.map_or("the text as it stands".into(), |o| format!("{} bytes, kept", o.bytes.len()));
    field(screen, "Form", &format!("{} (original: {kept})", article.form))?;
    field(screen, "Length", &wording::counted(article.text.chars().count(), "character"))
}
