using Heed.Documents;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>heed.yml</c>.</summary>
public static class HeedConfiguration
{
    /// <summary>
    /// Reads the file and everything that can be said of it without opening the files that it names, all mistakes at once. The
    /// options are null where there are any.
    /// </summary>
    /// <param name="path">As the user wrote it; mistakes name the file so.</param>
    public static (HeedOptions? Options, Diagnostics Diagnostics) Load(string path)
    {
        Diagnostics diagnostics = new();
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = error is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file"
                : error.Message.TrimEnd('.');
            diagnostics.Add(new Diagnostic(path, 0, 0, "", $"cannot be read: {reason}"));
            return (null, diagnostics);
        }

        return Parse(path, text, diagnostics);
    }

    private static (HeedOptions? Options, Diagnostics Diagnostics) Parse(string path, string text, Diagnostics diagnostics)
    {
        Document document = Document.Parse(path, text, diagnostics);
        // Of a file that is no YAML nothing was read, and saying that its keys are missing would only hide the reason.
        if (diagnostics.HasErrors && document.Root.Kind == NodeKind.Null) return (null, diagnostics);
        string full = Path.GetFullPath(path);
        HeedOptions options = new RootReader(new ConfiguredFiles(Path.GetDirectoryName(full)!)).Read(full, document.Root);
        return (diagnostics.HasErrors ? null : options, diagnostics);
    }
}
