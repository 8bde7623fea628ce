using System.Runtime.Versioning;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Host;
using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Server.Tests.Host;

/// <summary>Figures of the machine, under the exporters' names.</summary>
public sealed class HostFigureTests
{
    [Fact]
    public void The_systems_files_become_the_exporters_series()
    {
        using TemporaryFolder proc = new();
        proc.Write("stat", "cpu  10 20 30 40 50 60 70 80 0 0\ncpu0 100 200 300 400 500 600 700 800 0 0\nintr 1\n");
        proc.Write("meminfo", "MemTotal:       16384 kB\nMemAvailable:    8192 kB\nActive(anon):      4 kB\nHugePages_Total:       0\n");
        proc.Write("loadavg", "0.50 1.25 2.00 3/456 789\n");
        proc.Write("diskstats", "   8  0 sda 10 0 200 0 20 0 400 0 0 5000 0 0 0 0 0\n   7  0 loop0 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0\n");
        proc.Write("net/dev", "Inter-|   Receive\n face |bytes\n  eth0: 1000 1 0 0 0 0 0 0 2000 2 0 0 0 0 0 0\n");
        List<(string Series, double Value)> found = Collect(new HostFigures(new ProcFiles(proc.Path), new HostSeries("node", "box")));

        string Common(string metric, string more = "") => $"{metric}{{instance=\"box\", job=\"node\"{more}}}";
        Assert.Contains((Cpu("user"), 1.0), found);
        Assert.Contains((Cpu("idle"), 4.0), found);
        Assert.Contains((Cpu("steal"), 8.0), found);
        Assert.Contains((Common("node_memory_MemTotal_bytes"), 16384.0 * 1024), found);
        Assert.Contains((Common("node_memory_MemAvailable_bytes"), 8192.0 * 1024), found);
        Assert.Contains((Common("node_memory_Active_anon_bytes"), 4096.0), found);
        Assert.Contains((Common("node_load5"), 1.25), found);
        Assert.Contains(("node_disk_read_bytes_total{device=\"sda\", instance=\"box\", job=\"node\"}", 200.0 * 512), found);
        Assert.Contains(("node_disk_written_bytes_total{device=\"sda\", instance=\"box\", job=\"node\"}", 400.0 * 512), found);
        Assert.Contains(("node_disk_io_time_seconds_total{device=\"sda\", instance=\"box\", job=\"node\"}", 5.0), found);
        Assert.Contains(("node_network_transmit_bytes_total{device=\"eth0\", instance=\"box\", job=\"node\"}", 2000.0), found);
        Assert.Equal(8 + 3 + 3 + 3 + 2, found.Count);

        static string Cpu(string mode) => $"node_cpu_seconds_total{{cpu=\"0\", instance=\"box\", job=\"node\", mode=\"{mode}\"}}";
    }

    [Fact]
    public void A_system_without_such_files_has_no_figures()
    {
        using TemporaryFolder empty = new();
        Assert.Empty(Collect(new HostFigures(new ProcFiles(empty.Path), new HostSeries("node", "box"))));
    }

    [Fact]
    public void This_machine_has_what_the_page_of_resources_asks_for()
    {
        HashSet<string> metrics = [.. Collect(new HostFigures(new ProcFiles("/proc"), new HostSeries("node", "box"))).Select(f => f.Series.Split('{')[0])];

        Assert.Superset(new HashSet<string> { "node_cpu_seconds_total", "node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes", "node_load1" }, metrics);
    }

    [Fact]
    public void File_systems_are_those_of_the_mounts()
    {
        using TemporaryFolder proc = new();
        proc.Write("self/mounts", "/dev/sda1 / ext4 rw 0 0\n/dev/sda1 /etc/hosts ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\nproc /proc proc rw 0 0\n");
        List<(string Series, double Value)> found = Collect(new HostFigures(new ProcFiles(proc.Path), new HostSeries("node", "box")));

        Assert.Equal(
            [
                "node_filesystem_size_bytes{device=\"/dev/sda1\", fstype=\"ext4\", instance=\"box\", job=\"node\", mountpoint=\"/\"}",
                "node_filesystem_free_bytes{device=\"/dev/sda1\", fstype=\"ext4\", instance=\"box\", job=\"node\", mountpoint=\"/\"}",
                "node_filesystem_avail_bytes{device=\"/dev/sda1\", fstype=\"ext4\", instance=\"box\", job=\"node\", mountpoint=\"/\"}",
            ],
            found.Select(f => f.Series));
        Assert.All(found, f => Assert.True(f.Value > 0));
    }

    [Fact]
    public void What_nvidia_smi_prints_becomes_DCGMs_series_and_what_it_does_not_know_is_left_out()
    {
        GpuFigures gpus = new(new HostSeries("dcgm", "box"), "box");
        gpus.Set(NvidiaSmi.Parse("0, GPU-a, NVIDIA A10, 37, 12, 1024, 21000, 55, 71.25\n1, GPU-b, Tesla T4, [N/A], [N/A], 0, 15000, [Not Supported], 9.5\nbroken\n"));
        List<(string Series, double Value)> found = Collect(gpus);

        Assert.Contains(("DCGM_FI_DEV_GPU_UTIL{Hostname=\"box\", UUID=\"GPU-a\", device=\"nvidia0\", gpu=\"0\", instance=\"box\", job=\"dcgm\", modelName=\"NVIDIA A10\"}", 37.0), found);
        Assert.Contains(("DCGM_FI_DEV_FB_FREE{Hostname=\"box\", UUID=\"GPU-b\", device=\"nvidia1\", gpu=\"1\", instance=\"box\", job=\"dcgm\", modelName=\"Tesla T4\"}", 15000.0), found);
        Assert.Equal(6 + 3, found.Count);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_tool_answers_as_nvidia_smi_does_and_one_that_is_missing_or_fails_says_nothing()
    {
        using TemporaryFolder folder = new();
        string tool = folder.Write("nvidia-smi", "#!/bin/sh\ncase \"$1\" in --query-gpu=index,uuid,*) echo '0, GPU-a, NVIDIA A10, 37, 12, 1024, 21000, 55, 71.25';; *) exit 2;; esac\n");
        string broken = folder.Write("broken", "#!/bin/sh\necho 'driver not loaded' >&2\nexit 9\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(broken, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(37, Assert.Single((await NvidiaSmi.AskAsync(CancellationToken.None, tool))!).Utilization);
        Assert.Null(await NvidiaSmi.AskAsync(CancellationToken.None, broken));
        Assert.Null(await NvidiaSmi.AskAsync(CancellationToken.None, folder.File("missing")));
    }

    private static List<(string Series, double Value)> Collect(ISampleSource source)
    {
        SampleList samples = new();
        source.Collect(1000, samples);
        return samples.All;
    }

    private sealed class SampleList : ISampleSink
    {
        public List<(string Series, double Value)> All { get; } = [];

        public AppendOutcome Append(LabelSet labels, long timeMs, double value)
        {
            All.Add((labels.ToString(), value));
            return AppendOutcome.Appended;
        }
    }
}
