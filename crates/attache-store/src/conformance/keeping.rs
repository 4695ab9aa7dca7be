//! What is kept, whatever it is.

use attache_core::{
    article::{Article, Original, Run},
    filter::Filter,
    id::{ArticleId, ClaimId},
    record::{Happening, NewRecord, Seq},
    span::Span,
};

use super::{Make, Outcome, asking, samples};
use crate::{Memory, Store};

pub(super) fn an_empty_store_answers_with_nothing(make: Make<'_>) -> Outcome {
    let store = make()?;
    let (article, claim) = (ArticleId::derive(&[b"x"]), ClaimId::derive(&[b"x"]));
    ensure!(store.last()? == Seq(0), "its log ends at {}", store.last()?);
    ensure!(store.scan(Seq(0), 10)?.is_empty(), "it has records");
    ensure!(store.article(article)?.is_none() && store.articles(Seq(0), 10)?.is_empty(), "it has articles");
    ensure!(store.claim(claim)?.is_none() && store.records_of(claim)?.is_empty(), "it has claims");
    ensure!(store.find(&Filter::default())?.is_empty(), "it finds");
    ensure!(store.sources()?.is_empty() && store.resolve("8")?.is_empty(), "it knows sources or ids");
    ensure!(store.check()?.is_sound(), "it is not sound");
    ensure!(store.rebuild()?.records == 0, "it rebuilds from something");
    Ok(())
}

fn added(article: Article) -> Result<NewRecord, super::Failure> {
    samples::record(0, Happening::ArticleAdded { article: Box::new(article) })
}

pub(super) fn every_script_and_every_size_is_kept(make: Make<'_>) -> Outcome {
    let store = make()?;
    let texts = [
        String::new(),
        "Міністр сказав: «Ні».".to_owned(),
        "북한군 1만 명 이상 🇺🇦 \u{200f}עברית".to_owned(),
        "e\u{301} and é are not the same bytes".to_owned(),
        "\u{0}\u{1}\u{7f}\u{85}\u{2028}\u{feff}\u{fffd}\u{10ffff}\"\\\r\n".to_owned(),
        "long ".repeat(250_000),
    ];
    for text in &texts {
        let mut article = Article::plain(text.clone());
        article.title = Some(text.chars().take(40).collect());
        article.original = Some(Original {
            bytes: vec![0, 0xff, 0xfe, 0x80],
            runs: vec![Run { text: Span::new(0, 0), original: Span::new(0, 4) }],
        });
        store.append(&[added(article.clone())?])?;
        ensure!(store.article(article.id())? == Some(article), "{} bytes came back otherwise", text.len());
    }
    let listed = store.articles(Seq(0), 100)?;
    ensure!(listed.len() == texts.len(), "{} listed", listed.len());
    let titles = listed.iter().map(|listing| listing.title.clone());
    ensure!(titles.eq(texts.iter().map(|t| Some(t.chars().take(40).collect()))), "other titles");
    ensure!(store.check()?.is_sound(), "not sound: {:?}", store.check()?.findings);
    Ok(())
}

pub(super) fn rebuilding_changes_no_answer(make: Make<'_>) -> Outcome {
    let (store, oracle) = (make()?, Memory::new());
    for number in 0..6 {
        let mut batch = samples::batch(number, 5)?;
        let accepted = batch
            .iter()
            .skip(2)
            .step_by(2)
            .map(|drafted| samples::accepted(500, &samples::article(number), drafted));
        let accepted = accepted.collect::<Result<Vec<_>, _>>()?;
        batch.extend(accepted);
        store.append(&batch)?;
        oracle.append(&batch)?;
    }
    let records = oracle.scan(Seq(0), usize::MAX)?;
    asking::same_answers(store.as_ref(), &oracle, &records)?;
    let (rebuilt, expected) = (store.rebuild()?, oracle.rebuild()?);
    ensure!(rebuilt == expected, "{rebuilt:?} instead of {expected:?}");
    asking::same_answers(store.as_ref(), &oracle, &records)?;
    // And it goes on from there.
    let more = store.append(&samples::batch(99, 1)?)?;
    ensure!(more == oracle.append(&samples::batch(99, 1)?)?, "after rebuilding: {more:?}");
    let checked = store.check()?;
    ensure!(checked.is_sound() && checked.records == records.len() as u64 + 2, "{checked:?}");
    Ok(())
}

pub(super) fn a_check_finds_a_misplaced_excerpt(make: Make<'_>) -> Outcome {
    let store = make()?;
    let mut batch = samples::batch(1, 2)?;
    if let Some(NewRecord { what: Happening::ClaimDrafted { draft, .. }, .. }) = batch.get_mut(1) {
        draft.sentence.text = "Nobody wrote this.".to_owned();
    }
    store.append(&batch)?;
    // A draft of an article that was never added.
    store.append(samples::batch(7, 1)?.get(1..).unwrap_or_default())?;
    let findings: Vec<String> = store.check()?.findings.iter().map(ToString::to_string).collect();
    let told = match findings.as_slice() {
        [excerpt, article] => {
            excerpt.starts_with("record 2: its sentence does not stand")
                && article.starts_with("record 4: article--")
        }
        _ => false,
    };
    ensure!(told, "{findings:?}");
    Ok(())
}
