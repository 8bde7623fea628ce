namespace Heed.Alerting.Configuration;

/// <summary>What reading a configuration needs from around it.</summary>
/// <param name="Folder">Relative paths in the file start here.</param>
/// <param name="Environment">The value of an environment variable; null where there is none.</param>
public sealed record ReadingContext(string Folder, Func<string, string?> Environment)
{
    /// <summary>The path as seen from the configuration's folder.</summary>
    public string Resolve(string path) => Path.IsPathRooted(path) ? path : Path.Combine(Folder, path);
}
