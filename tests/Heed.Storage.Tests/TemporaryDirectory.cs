namespace Heed.Storage.Tests;

/// <summary>A directory of one test, and copies of it: what a crash would leave.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("heed-storage-").FullName;

    public StoreOptions Options => new() { Directory = Path };

    public TemporaryDirectory Copy()
    {
        TemporaryDirectory copy = new();
        foreach (string source in Directory.GetFiles(Path, "*", SearchOption.AllDirectories))
        {
            string relative = System.IO.Path.GetRelativePath(Path, source);
            if (relative == "lock") continue;
            string target = System.IO.Path.Combine(copy.Path, relative);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            using FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream to = File.Create(target);
            from.CopyTo(to);
        }

        return copy;
    }

    public string[] LogFiles()
    {
        string[] files = Directory.GetFiles(System.IO.Path.Combine(Path, "wal"));
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
