//! Peak memory of some work, where Linux tells it.
//!
//! Work is measured in a process of its own: in one that has worked before, memory that was freed and not
//! given back would hide what the work needs.

use std::process::Command;

/// Where Linux tells a process about itself.
const STATUS: &str = "/proc/self/status";

/// Peak memory of one work of the bench over so many bytes of text, in a process of its own; `None` where
/// the system does not tell.
pub(crate) fn alone(work: &str, bytes: usize) -> Option<usize> {
    if cfg!(test) {
        // The test binary is another program.
        return None;
    }
    let own = std::env::current_exe().ok()?;
    let told =
        Command::new(own).args(["bench", "--peak", work, "--bytes", &bytes.to_string()]).output().ok()?;
    String::from_utf8_lossy(&told.stdout).trim().parse().ok()
}

/// How a peak is told beside the length of the text.
pub(crate) fn told(peak: Option<usize>, bytes: usize) -> String {
    let Some(peak) = peak else { return "peak memory not told".to_owned() };
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let (peak, bytes) = (peak as f64, bytes.max(1) as f64);
    format!("peak {:.1} MB above the text, {:.1} bytes for each byte of it", peak / 1e6, peak / bytes)
}

/// Bytes that some work needed at its peak beyond what the process held before; `None` where the system
/// does not tell.
pub(crate) fn peak_of<T>(work: impl FnOnce() -> T) -> Option<usize> {
    // Writing 5 sets the peak back to what is held now (proc(5), clear_refs).
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    let before = field(&std::fs::read_to_string(STATUS).ok()?, "VmRSS:")?;
    std::hint::black_box(work());
    let peak = field(&std::fs::read_to_string(STATUS).ok()?, "VmHWM:")?;
    Some(peak.saturating_sub(before))
}

/// The most that this process ever held, in bytes; `None` where the system does not tell.
pub(crate) fn highest() -> Option<usize> {
    field(&std::fs::read_to_string(STATUS).ok()?, "VmHWM:")
}

/// Bytes that another process holds now; `None` where the system does not tell.
pub(crate) fn resident(process: u32) -> Option<usize> {
    field(&std::fs::read_to_string(format!("/proc/{process}/status")).ok()?, "VmRSS:")
}

/// A field of the status, in bytes; the kernel writes kB for units of 1024 bytes.
fn field(status: &str, name: &str) -> Option<usize> {
    let value = status.lines().find_map(|line| line.strip_prefix(name))?;
    value.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_in_bytes() {
        let status = "Name:\txtask\nVmHWM:\t    2048 kB\nVmRSS:\t 12 kB\n";
        assert_eq!(field(status, "VmHWM:"), Some(2_097_152));
        assert_eq!(field(status, "VmSwap:"), None);
    }
}
