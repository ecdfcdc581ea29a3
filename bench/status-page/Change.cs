namespace Incidents.Bench;

/// <summary>What one change of the page cost, in milliseconds.</summary>
/// <param name="Total">From the call until the last file was read back.</param>
/// <param name="Read">Of it: reading the record.</param>
/// <param name="Render">Of it: rendering.</param>
/// <param name="Disk">Of it: the rest, which is the file system's.</param>
/// <param name="Work">Processor time of the whole process, the compiler's included.</param>
/// <param name="Files">Written.</param>
/// <param name="Allocated">KiB.</param>
sealed record Change(double Total, double Read, double Render, double Disk, double Work, int Files, long Allocated);
