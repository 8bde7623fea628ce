using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.Cli.Exports;

/// <summary>Every file that <c>heed.yml</c> reaches, below the one folder that holds them all.</summary>
internal sealed class ReachedFiles
{
    public ReachedFiles(Inventory inventory)
    {
        HeedOptions options = inventory.Options;
        SortedSet<string> files = new(StringComparer.Ordinal) { options.File };
        files.UnionWith(options.Models.Select(m => m.BaselineFile).OfType<string>());
        files.UnionWith(options.RuleFiles);
        files.UnionWith(options.SloFiles);
        if (options.AlertmanagerFile is { } alertmanager) files.Add(alertmanager);
        foreach (string pattern in inventory.Alertmanager.TemplateFiles)
        {
            string folder = Path.GetDirectoryName(pattern)!;
            if (Directory.Exists(folder)) files.UnionWith(Directory.EnumerateFiles(folder, Path.GetFileName(pattern)));
        }

        string common = Path.GetDirectoryName(options.File)!;
        while (!files.All(file => IsBelow(file, common))) common = Path.GetDirectoryName(common)!;
        Folder = common;
        Files = [.. files.Select(Relative)];
        Configuration = Relative(options.File);
    }

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    /// <summary>Below <see cref="Folder"/>, with <c>/</c>.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Where <c>heed.yml</c> is below <see cref="Folder"/>.</summary>
    public string Configuration { get; }

    private string Relative(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');

    private static bool IsBelow(string file, string folder) => !Path.GetRelativePath(folder, file).StartsWith("..", StringComparison.Ordinal);
}
