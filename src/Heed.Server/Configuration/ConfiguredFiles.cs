using System.IO.Enumeration;

using Heed.Documents;

namespace Heed.Server.Configuration;

/// <summary>Resolves the paths of the configuration, which are relative to its folder.</summary>
internal sealed class ConfiguredFiles(string folder)
{
    /// <summary>Relative paths start here.</summary>
    public string Folder => folder;

    public string Resolve(string path) => Path.GetFullPath(path, folder);

    /// <summary>The absolute path of a file that has to exist; a missing one is reported and gives null.</summary>
    public string? ReadFile(DocumentNode node, string expected)
    {
        string? written = node.Kind == NodeKind.Scalar ? node.Text : null;
        if (string.IsNullOrEmpty(written))
        {
            node.Report($"expected the path of {expected}, found {node.Describe()}");
            return null;
        }

        string path = Resolve(written);
        if (File.Exists(path)) return path;
        node.Report(Directory.Exists(path) ? $"expected {expected}, found a folder: {path}" : $"expected {expected}, found no such file: {path}");
        return null;
    }

    /// <summary>
    /// The files of a list of paths and patterns, each once. <c>*</c> and <c>?</c> stand for characters within one name, also of a
    /// folder. A pattern that no file matches is reported.
    /// </summary>
    public IReadOnlyList<string> ReadFiles(DocumentNode node, string expected)
    {
        List<string> files = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            if (item.Text is not { } pattern || !pattern.AsSpan().ContainsAny('*', '?'))
            {
                if (ReadFile(item, expected) is { } file && !files.Contains(file)) files.Add(file);
                continue;
            }

            IReadOnlyList<string> matches = Match(pattern);
            if (matches.Count == 0) item.Report($"expected at least one file that matches, found none in {folder}");
            files.AddRange(matches.Where(match => !files.Contains(match)));
        }

        return files;
    }

    private IReadOnlyList<string> Match(string pattern)
    {
        string[] parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        List<string> found = [Path.IsPathRooted(pattern) ? "/" : folder];
        for (int i = 0; i < parts.Length; i++)
        {
            bool last = i == parts.Length - 1;
            found = [.. found.SelectMany(at => Entries(at, parts[i], last)).Order(StringComparer.Ordinal)];
        }

        return found;
    }

    private static IEnumerable<string> Entries(string at, string part, bool files)
    {
        if (!part.AsSpan().ContainsAny('*', '?'))
        {
            string path = Path.GetFullPath(part, at);
            return (files ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }

        IEnumerable<string> entries = files ? Directory.EnumerateFiles(at) : Directory.EnumerateDirectories(at);
        return entries.Where(entry => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(entry.AsSpan()), ignoreCase: false));
    }
}
