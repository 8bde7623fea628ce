using Heed.Documents;
using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

/// <summary>A folder of its own for one test, with the files that a configuration names.</summary>
public sealed class ConfigurationFolder : IDisposable
{
    public ConfigurationFolder()
    {
        Root = Directory.CreateTempSubdirectory("heed-configuration-").FullName;
        foreach (string file in new[] { "b.csv", "baseline.ndjson.gz", "alertmanager.yml", "rules/b.yml", "rules/a.yml", "rules/x/c.yml", "rules/note.txt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
            File.WriteAllText(At(file), "");
        }
    }

    public string Root { get; }

    public string At(string path) => Path.Combine(Root, path);

    public (HeedOptions? Options, Diagnostics Diagnostics) Load(string text)
    {
        File.WriteAllText(At("heed.yml"), text);
        return HeedConfiguration.Load(At("heed.yml"));
    }

    /// <summary>The options of a file that has no mistake.</summary>
    public HeedOptions Options(string text)
    {
        (HeedOptions? options, Diagnostics diagnostics) = Load(text);
        Assert.True(options is not null, string.Join('\n', diagnostics.All));
        return options;
    }

    /// <summary>All mistakes, one a line, without the folder.</summary>
    public string Mistakes(string text)
    {
        (HeedOptions? options, Diagnostics diagnostics) = Load(text);
        Assert.Null(options);
        return string.Join('\n', diagnostics.All).Replace(Root + "/", "", StringComparison.Ordinal).Replace(Root, ".", StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
