//! Peak memory of this process, where Linux tells it.

/// Where Linux tells a process about itself.
const STATUS: &str = "/proc/self/status";

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
