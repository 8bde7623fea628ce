using Heed.Server.Hosting;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Alertmanager;

/// <summary>The user's Alertmanager file as Alertmanager 0.25 reads it, with its templates.</summary>
internal static class AlertmanagerExport
{
    public const string ConfigurationPath = "alertmanager.yml";

    private const string TemplateFolder = "templates";
    private const string Nobody = "route: { receiver: nobody }\nreceivers: [ { name: nobody } ]\n";

    /// <param name="inventory">What <c>heed.yml</c> reaches; its Alertmanager file is without a mistake.</param>
    public static ExportFolder Make(Inventory inventory)
    {
        ExportFolder folder = new();
        string? file = inventory.Options.AlertmanagerFile;
        if (file is null) folder.Note("heed.yml names no Alertmanager file: alerts reach nobody");
        HashSet<string> missing = AddTemplates(inventory.Alertmanager.TemplateFiles, folder);
        YamlStream stream = [];
        stream.Load(new StringReader(file is null ? Nobody : File.ReadAllText(file)));
        string shown = file is null ? "" : Path.GetFileName(file);
        string origin = Path.GetDirectoryName(file ?? inventory.Options.File)!;
        bool hasTemplates = folder.Files.Count > 0;
        YamlNode root = new AlertmanagerRewriter(shown, origin, missing, folder).Rewrite(
            stream.Documents[0].RootNode, hasTemplates ? Yaml.Texts($"{TemplateFolder}/*.tmpl") : null);
        folder.Add(ConfigurationPath, Yaml.Write(root, "Written by heed export alertmanager."));
        return folder;
    }

    /// <summary>The files as they are, but for those that 0.25 would refuse; the result is the templates that are defined in those.</summary>
    private static HashSet<string> AddTemplates(IReadOnlyList<string> patterns, ExportFolder folder)
    {
        HashSet<string> missing = [];
        foreach (string file in patterns.SelectMany(Files).Distinct())
        {
            string text = File.ReadAllText(file);
            if (TemplateWords.FirstLaterFunction(text) is { } function)
            {
                folder.Note($"{file} is left out: Alertmanager 0.25 has not the template function {function}");
                missing.UnionWith(TemplateWords.Defined(text));
            }
            else
            {
                folder.Add(folder.FreePath(TemplateFolder, Path.GetFileNameWithoutExtension(file), ".tmpl"), text);
            }
        }

        return missing;
    }

    /// <summary>As the patterns of Alertmanager's file work: in the last part of the path.</summary>
    private static IEnumerable<string> Files(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern)!;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal) : [];
    }
}
