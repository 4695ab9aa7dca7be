//! Draining a collection, beside a bare server that returns the same bytes.

use std::{path::Path, time::Duration};

use anyhow::ensure;

use super::{
    super::stopwatch::rate,
    OURS, bare,
    connection::Connection,
    figure::{Figure, megabytes},
    work,
};

/// Drains a collection from a server that was just started, looking into each page; then again; then without a
/// pause between the pages, so that nothing can be made ready meanwhile. The baseline is measured in between.
pub(crate) fn measure(
    connection: &mut Connection,
    folder: &Path,
    collection: &str,
    size: usize,
    what: &str,
) -> anyhow::Result<Vec<Figure>> {
    let cold = work::drain(connection, collection, Duration::MAX)?;
    ensure!(cold.objects == size, "{} of {size} objects came", cold.objects);
    let bare = bare::drain(folder, &cold)?;
    let warm = work::drain(connection, collection, Duration::MAX)?;
    let in_a_row = work::drain_in_a_row(connection, &cold)?;
    let bare_rate = rate(size, bare.took());
    let remark = format!("{} pages, {:.1} MB", cold.pages.len(), megabytes(cold.bytes));
    let works = [("drain", &cold), ("drain again", &warm), ("drain without a pause", &in_a_row)];
    let figure = |(work, drained): (&str, &work::Drained)| {
        let figure = Figure::rate(size, OURS, &format!("{work}{what}"), size, drained.took());
        figure.beside("bare", bare_rate).remarked(remark.clone())
    };
    Ok(works.map(figure).to_vec())
}
