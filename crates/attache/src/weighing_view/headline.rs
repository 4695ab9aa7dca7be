//! The answer in one line.

use attache_core::corroboration::{Because, Corroboration};

use crate::{weighing::Weighed, wording::counted};

/// "5 reports, 2 origins: the government of South Korea; the government of Ukraine; counted as 1 because they exchange
/// information on this since 2024-11-27 (declared by ana, record 12: …)".
pub(crate) fn headline(weighed: &Weighed) -> String {
    let Corroboration { strict, normal, .. } = &weighed.corroboration;
    let reports = counted(weighed.reports.len(), "report");
    if normal.cut == 0 {
        return match weighed.reports.len() {
            0 => "No report says so.".to_owned(),
            1 => "1 report, no named origin: whose word it rests on is not said.".to_owned(),
            _ => format!("{reports}, no named origin: on whose word they rest is not said."),
        };
    }
    let at_least = if normal.exact { "" } else { "at least " };
    let names: Vec<&str> = normal.origins.iter().map(|origin| origin.name.as_str()).collect();
    let mut text = format!("{reports}, {at_least}{}: {}", counted(normal.cut, "origin"), shortlist(&names));
    if strict.cut < normal.cut {
        let joining: Vec<&Because> = joining(&weighed.corroboration).collect();
        text.push_str(&format!("; counted as {}", strict.cut));
        for (at, because) in joining.iter().take(3).enumerate() {
            text.push_str(if at == 0 { " because " } else { ", and " });
            text.push_str(&in_words(because, normal.cut == 2));
        }
        if joining.len() > 3 {
            text.push_str(&format!(", and {} more", joining.len().saturating_sub(3)));
        }
    }
    text.push('.');
    text
}

/// Why origins are one in the strict reading and not in the normal one: exchanges, and names that may be one.
pub(super) fn joining(corroboration: &Corroboration) -> impl Iterator<Item = &Because> {
    let all = corroboration.strict.origins.iter().flat_map(|origin| &origin.because);
    let is_sure = |because: &Because| {
        corroboration.normal.origins.iter().any(|origin| origin.because.contains(because))
    };
    all.filter(move |because| match because {
        Because::Exchange { .. } => true,
        Because::SameSpelling { .. } => !is_sure(because),
        _ => false,
    })
}

/// Such a reason in words; of two origins there is no doubt who exchanges.
pub(super) fn in_words(because: &Because, of_two: bool) -> String {
    let (one, other, since, by, record, reason) = match because {
        Because::Exchange { one, other, since, by, record, reason, .. } => {
            (one, other, since, by, record, reason)
        }
        Because::SameSpelling { name, is, .. } => return format!("{name} may be {is} by its spelling"),
        _ => return because.to_string(),
    };
    let who = if of_two { "they".to_owned() } else { format!("{one} and {other}") };
    format!("{who} exchange information on this since {since} (declared by {by}, record {record}: {reason})")
}

/// The first few of many.
pub(super) fn shortlist(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let mut text = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join("; ");
    if names.len() > SHOWN {
        text.push_str(&format!("; and {} more", names.len().saturating_sub(SHOWN)));
    }
    text
}
