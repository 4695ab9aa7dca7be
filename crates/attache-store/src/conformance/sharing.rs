//! Which articles share words with a text.

use attache_core::{
    article::{Article, Outlet},
    record::{Happening, Seq},
    shingles::Shingles,
    source::SourceKind,
};

use super::{Failure, Make, Outcome, samples};
use crate::{Memory, Sharing, Store};

/// So many articles that what waits to be spread is spread, and some wait again.
const ARTICLES: u64 = 300;

/// The answers are the oracle's: with few articles and many, with texts that many share, after rebuilding.
pub(super) fn texts_that_share_words_are_those_of_the_oracle(make: Make<'_>) -> Outcome {
    let (store, oracle) = (make()?, Memory::new());
    ensure!(store.sharing(&[])?.is_empty() && store.sharing(&[1, 2])?.is_empty(), "an empty store shares");
    let mut asked = Vec::new();
    for number in 0..ARTICLES {
        let article = article(number);
        if number % 50 == 7 {
            asked.push(Shingles::of(&article.text).sketch().to_vec());
        }
        let at = i64::try_from(number)?;
        let added = samples::record(at, Happening::ArticleAdded { article: Box::new(article) })?;
        store.append(std::slice::from_ref(&added))?;
        oracle.append(std::slice::from_ref(&added))?;
        if number == 40 {
            same(store.as_ref(), &oracle, &asked)?;
        }
    }
    same(store.as_ref(), &oracle, &asked)?;
    ensure!(store.check()?.is_sound(), "not sound: {:?}", store.check()?.findings);
    store.rebuild()?;
    same(store.as_ref(), &oracle, &asked)?;
    ensure!(store.check()?.is_sound(), "not sound after rebuilding: {:?}", store.check()?.findings);
    // The words that all of them print: the earliest by day, not by record.
    let all = Shingles::of(PRINTED_BY_ALL);
    let sharing = store.sharing(all.sketch())?;
    ensure!(sharing.len() == Sharing::EARLIEST, "{} of all are shown", sharing.len());
    for one in &sharing {
        let day = store.article(one.article)?.and_then(|article| article.published);
        ensure!(day.is_some_and(|day| day.month() == 1), "{} is not among the first", one.article);
        ensure!(one.shared <= one.of && one.shared == all.sketch().len(), "{one:?}");
    }
    ensure!(store.last()? == Seq(ARTICLES), "asking recorded something");
    Ok(())
}

const PRINTED_BY_ALL: &str = "Sign up for our newsletter and read every morning what the invented agencies of the \
    coast have sent in the night about harbours trains depots and the long talks between the two invented ministries \
    which nobody has followed as closely as our own desk in the old town behind the fish market and the bridge";

fn article(number: u64) -> Article {
    // Every third takes the words of the one before.
    let own = number - u64::from(number % 3 == 2);
    let words: String = (0..60_u64).map(|word| format!("word{} ", own * 1000 + word)).collect();
    let mut article = Article::plain(format!("{words}\n{PRINTED_BY_ALL}"));
    article.outlet = Some(Outlet { name: format!("Gazette {number}"), kind: SourceKind::Outlet });
    // The last ones are the earliest, and some have no day.
    let month = if number >= ARTICLES - 40 { 1 } else { 2 };
    let day = i8::try_from(number % 28).unwrap_or(0).saturating_add(1);
    article.published =
        jiff::civil::Date::new(2024, month, day).ok().filter(|_| !number.is_multiple_of(11) || month == 1);
    article
}

fn same(store: &dyn Store, oracle: &dyn Store, asked: &[Vec<u32>]) -> Result<(), Failure> {
    for hashes in asked {
        let (ours, theirs) = (store.sharing(hashes)?, oracle.sharing(hashes)?);
        ensure!(ours == theirs, "{ours:?} share, by the oracle {theirs:?}");
        ensure!(!ours.is_empty(), "not even the text itself shares its words");
    }
    Ok(())
}
