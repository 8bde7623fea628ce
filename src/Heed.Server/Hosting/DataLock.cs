namespace Heed.Server.Hosting;

/// <summary>Keeps a second process out of a data directory. It goes with the process, however that ends.</summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Null where another process holds it.</summary>
    public static DataLock? TryTake(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new DataLock(new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
