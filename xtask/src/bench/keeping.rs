//! Adding articles to a store, beside writing and syncing the same bytes; and asking it.

use std::{fs::File, io::Write as _, path::Path};

use anyhow::Context as _;
use attache_core::{
    article::Form,
    claim_kind::ClaimKind,
    filter::Filter,
    record::{Happening, NewRecord},
};
use attache_store::{Sqlite, Store as _};
use attache_text::{
    reading::{Given, read, take_in},
    words::Words,
};
use jiff::{Timestamp, civil::date};

use super::{
    Row, Scale,
    corpus::Corpus,
    stopwatch::{median, middle, once, rate, ratio},
};

/// Adding, asking, opening again.
///
/// # Errors
/// Where the folder for the store cannot be written, or the store refuses.
pub(crate) fn measure(root: &Path, corpus: &Corpus, words: &Words, scale: Scale) -> anyhow::Result<Vec<Row>> {
    // Not the system's folder for temporary files: that is memory on many machines, and syncs nothing.
    let target = root.join("target");
    std::fs::create_dir_all(&target).context("cannot make target/")?;
    let folder = tempfile::tempdir_in(&target).context("cannot make a folder in target/")?;
    let batches: Vec<Vec<NewRecord>> =
        (0..scale.articles.max(1)).map(|number| batch(&corpus.article(number), words)).collect();
    let store = Sqlite::open(&folder.path().join("bench.attache"))?;
    let mut rows = vec![adding(&store, folder.path(), &batches)?];
    rows.extend(asking(&store, scale)?);
    drop(store);
    let opening = median(scale.runs, || Sqlite::open(&folder.path().join("bench.attache")).map(|s| s.last()));
    rows.push(Row {
        work: format!("open a store of {} articles", batches.len()),
        rate: format!("{:.2} ms", opening.as_secs_f64() * 1e3),
        baseline: String::new(),
        ratio: None,
        remark: String::new(),
    });
    Ok(rows)
}

/// What `attache add` records of one article.
fn batch(text: &str, words: &Words) -> Vec<NewRecord> {
    let given = Given { form: Some(Form::Plain), published: Some(date(2024, 11, 28)), ..Given::default() };
    let (article, _) = take_in(text.as_bytes(), &given, words);
    let drafts = read(&article, words).drafts;
    let id = article.id();
    let drafted = drafts.into_iter().map(|draft| Happening::ClaimDrafted {
        claim: draft.id(id),
        article: id,
        draft: Box::new(draft),
    });
    let added = Happening::ArticleAdded { article: Box::new(article) };
    std::iter::once(added)
        .chain(drafted)
        .map(|what| NewRecord { at: Timestamp::UNIX_EPOCH, by: "bench".to_owned(), what })
        .collect()
}

/// Every article is a commit of its own. It can be added once only, so the median is over articles.
fn adding(store: &Sqlite, folder: &Path, batches: &[Vec<NewRecord>]) -> anyhow::Result<Row> {
    let mut file = File::create(folder.join("baseline")).context("cannot write the baseline's file")?;
    let (mut ours, mut baseline, mut bytes) = (Vec::new(), Vec::new(), 0_usize);
    for batch in batches {
        let written = serde_json::to_vec(batch)?;
        bytes = bytes.saturating_add(written.len());
        let mut outcome = Ok(());
        // One after the other and not each in a row, so that a slow moment of the disk meets both.
        baseline.push(once(|| outcome = file.write_all(&written).and_then(|()| file.sync_data())));
        outcome.context("cannot write the baseline's file")?;
        let mut outcome = Ok(attache_store::Appended::default());
        ours.push(once(|| outcome = store.append(batch)));
        outcome?;
    }
    let records: usize = batches.iter().map(Vec::len).sum();
    let (ours, baseline) = (middle(ours), middle(baseline));
    Ok(Row {
        work: format!("add {} articles, each durably", batches.len()),
        rate: format!("{:.0} articles/s", rate(1, ours)),
        baseline: format!("write and sync {:.0}/s", rate(1, baseline)),
        ratio: Some(ratio(ours, baseline)),
        remark: format!("{records} records, {bytes} bytes of JSON"),
    })
}

/// Questions beside taking up every claim of the store.
fn asking(store: &Sqlite, scale: Scale) -> anyhow::Result<Vec<Row>> {
    let all = store.find(&Filter::default())?.len();
    let questions = [
        ("all deployments", Filter { kinds: vec![ClaimKind::Deployment], ..Filter::default() }),
        (
            "claims of one day",
            Filter { since: Some(date(2024, 11, 28)), until: Some(date(2024, 11, 28)), ..Filter::default() },
        ),
    ];
    let everything = median(scale.runs, || store.find(&Filter::default()).map(|found| found.len()));
    let mut rows = Vec::new();
    for (question, filter) in questions {
        let found = store.find(&filter)?.len();
        let time = median(scale.runs, || store.find(&filter).map(|found| found.len()));
        rows.push(Row {
            work: format!("ask for {question}"),
            rate: format!("{:.2} ms", time.as_secs_f64() * 1e3),
            baseline: format!("every claim {:.2} ms", everything.as_secs_f64() * 1e3),
            ratio: Some(ratio(time, everything)),
            remark: format!("{found} of {all} claims"),
        });
    }
    Ok(rows)
}
