//! How fast envelopes are read: one envelope a line on standard input, megabytes a second on standard output.
//!
//! `gen_stix.py 10000 --format envelopes | cargo run --release -p attache-stix --example read_speed`

use std::{
    hint::black_box,
    io::{Read as _, Write as _},
    time::Instant,
};

use attache_stix::{
    envelope::{Envelope, write_envelope},
    limits::Limits,
};

/// Times that the whole input is read.
const ROUNDS: u32 = 20;

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn main() -> std::io::Result<()> {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input)?;
    let envelopes: Vec<&[u8]> = input.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    let limits = Limits::default();
    let (mut objects, mut refused, mut written) = (0_u64, 0_u64, Vec::new());
    let mut best = [f64::INFINITY; 3];
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        for body in &envelopes {
            black_box(serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok());
        }
        let skipped = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        let read: Vec<_> = envelopes.iter().map(|body| Envelope::read(body, &limits)).collect();
        let taken = begun.elapsed().as_secs_f64();
        let bytes: Vec<_> =
            read.iter().flatten().flat_map(|e| &e.objects).flatten().map(|o| o.bytes).collect();
        objects = read.iter().flatten().map(|envelope| envelope.objects.len() as u64).sum();
        refused = objects - bytes.len() as u64;
        let begun = Instant::now();
        written.clear();
        write_envelope(&mut written, bytes.into_iter(), false, None);
        let spliced = begun.elapsed().as_secs_f64();
        for (best, now) in best.iter_mut().zip([skipped, taken, spliced]) {
            *best = best.min(now);
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{objects} objects, {refused} refused, {} bytes", input.len())?;
    for (what, seconds) in ["skipped by serde_json", "read", "written"].iter().zip(best) {
        writeln!(out, "{what}: {:.0} MB/s", input.len() as f64 / 1e6 / seconds)?;
    }
    Ok(())
}
