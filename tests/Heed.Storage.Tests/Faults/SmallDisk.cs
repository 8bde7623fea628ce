using System.Diagnostics;

using Heed.Storage.Tests.Wal;
using Heed.Storage.Wal;

namespace Heed.Storage.Tests.Faults;

/// <summary>
/// A disk of four megabytes of which a filler takes half: a file system of its own where the process may mount one, elsewhere
/// files whose writes fail as those of such a file system do.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int FillerBytes = 2 << 20;

    private readonly TemporaryDirectory _directory = new();
    private readonly FailingDisk _simulated = new() { FreeBytes = FillerBytes };

    public SmallDisk()
    {
        bool mayMount = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
        IsReal = mayMount && Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _directory.Path);
        if (IsReal) File.WriteAllBytes(FillerPath, new byte[FillerBytes]);
    }

    public bool IsReal { get; }

    public StoreOptions Options => new() { Directory = Path.Combine(_directory.Path, "store") };

    private string FillerPath => Path.Combine(_directory.Path, "filler");

    public IDurableFile Create(string path) => IsReal ? DurableFile.Create(path) : _simulated.Create(path);

    /// <summary>Deletes the filler.</summary>
    public void Free()
    {
        if (IsReal) File.Delete(FillerPath);
        else _simulated.FreeBytes = long.MaxValue;
    }

    public void Dispose()
    {
        if (IsReal && !Run("umount", _directory.Path)) throw new InvalidOperationException($"expected to unmount {_directory.Path}");
        _directory.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
