using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.Host;

/// <summary>Processors, memory, disks, file systems and network of this machine, under node_exporter's names.</summary>
/// <param name="files">What the system says.</param>
/// <param name="series">With the job that scraping node_exporter usually has.</param>
public sealed class HostFigures(ProcFiles files, HostSeries series) : ISampleSource
{
    public void Collect(long nowMs, ISampleSink sink)
    {
        foreach ((string cpu, string mode, double seconds) in files.Processors())
        {
            series.Add(sink, nowMs, "node_cpu_seconds_total", seconds, ("cpu", cpu), ("mode", mode));
        }

        foreach ((string name, double bytes) in files.Memory()) series.Add(sink, nowMs, "node_memory_" + name, bytes);
        foreach ((string name, double load) in files.Loads()) series.Add(sink, nowMs, name, load);
        foreach ((string device, double read, double written, double busy) in files.Disks())
        {
            series.Add(sink, nowMs, "node_disk_read_bytes_total", read, ("device", device));
            series.Add(sink, nowMs, "node_disk_written_bytes_total", written, ("device", device));
            series.Add(sink, nowMs, "node_disk_io_time_seconds_total", busy, ("device", device));
        }

        foreach ((string device, double received, double sent) in files.Networks())
        {
            series.Add(sink, nowMs, "node_network_receive_bytes_total", received, ("device", device));
            series.Add(sink, nowMs, "node_network_transmit_bytes_total", sent, ("device", device));
        }

        foreach ((string device, string mountPoint, string type) in files.Mounts()) CollectFileSystem(nowMs, sink, device, mountPoint, type);
    }

    private void CollectFileSystem(long nowMs, ISampleSink sink, string device, string mountPoint, string type)
    {
        try
        {
            DriveInfo drive = new(mountPoint);
            if (drive.TotalSize == 0) return;
            ReadOnlySpan<(string, string)> labels = [("mountpoint", mountPoint), ("device", device), ("fstype", type)];
            series.Add(sink, nowMs, "node_filesystem_size_bytes", drive.TotalSize, labels);
            series.Add(sink, nowMs, "node_filesystem_free_bytes", drive.TotalFreeSpace, labels);
            series.Add(sink, nowMs, "node_filesystem_avail_bytes", drive.AvailableFreeSpace, labels);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file system that cannot be asked has no figures, as a scrape would leave them out.
        }
    }
}
