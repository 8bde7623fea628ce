using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;

namespace Heed.Server.Hosting;

/// <summary>
/// Features that <c>heed.yml</c> speaks of have to be in the baseline: an override of one that is not there would do nothing. Which
/// there are is known only when the baseline has been read.
/// </summary>
internal static class FeatureNames
{
    /// <summary>Reports every one that the baseline does not have, at its place, with the nearest one that it has.</summary>
    public static void Check(string file, ModelOptions options, Baseline baseline, Diagnostics diagnostics)
    {
        string[] known = [.. baseline.Features.Select(f => f.Name), .. baseline.Ignored];
        string[] unknown = [.. options.Features.Keys.Where(name => !known.Contains(name))];
        if (unknown.Length == 0) return;

        // The file was read without a mistake before: whatever this finds is reported, and nothing else.
        Document document = Document.Parse(file, File.ReadAllText(file), new Diagnostics());
        foreach (string name in unknown)
        {
            string message = $"the baseline has no feature \"{name}\"; it has {string.Join(", ", known.Take(20))}";
            string path = $"models.{options.Name}.features.{name}";
            DocumentNode? node = Find(document.Root, options.Name, name);
            diagnostics.Add(new Diagnostic(file, node?.Line ?? 0, node?.Column ?? 0, node?.Path ?? path, message, NearestName.Find(name, known)));
        }
    }

    private static DocumentNode? Find(DocumentNode root, string model, string feature)
    {
        if (!root.ReadMapping().TryGet("models", out DocumentNode? models)) return null;
        foreach (DocumentNode item in models.ReadSequence())
        {
            MappingReader members = item.ReadMapping();
            if (!members.TryGet("name", out DocumentNode? name) || name.Text != model) continue;
            if (members.TryGet("features", out DocumentNode? features)) return features.ReadMapping().Members.FirstOrDefault(m => m.Key == feature).Value;
        }

        return null;
    }
}
