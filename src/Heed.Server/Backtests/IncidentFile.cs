using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Server.Backtests;

/// <summary>Reads a file of incidents that people have labelled.</summary>
public static class IncidentFile
{
    /// <summary>Ordered by their beginning. Every mistake is reported; the incidents may be used only where there is none.</summary>
    public static IReadOnlyList<LabelledIncident> Parse(string file, string text, Diagnostics diagnostics)
    {
        MappingReader root = Document.Parse(file, text, diagnostics).Root.ReadMapping();
        List<LabelledIncident> incidents = [];
        if (root.TryRequire("incidents", "a list of incidents", out DocumentNode? list))
        {
            foreach (DocumentNode item in list.ReadSequence()) incidents.Add(Read(item));
        }

        root.Finish();
        return [.. incidents.OrderBy(incident => incident.FromMs)];
    }

    private static LabelledIncident Read(DocumentNode item)
    {
        MappingReader reader = item.ReadMapping();
        string name = reader.TryRequire("name", "a name for people", out DocumentNode? named) ? named.ReadText() : "";
        long from = ReadTime(reader, "from");
        long to = ReadTime(reader, "to");
        if (to < from) item.Report("expected \"to\" not before \"from\", found an incident that ends before it begins");
        LabelSetBuilder labels = new();
        if (reader.TryGet("labels", out DocumentNode? written))
        {
            foreach ((string label, string value) in written.ReadTextMap()) labels.Set(label, value);
        }

        if (reader.TryGet("model", out DocumentNode? model)) labels.Set(LabelNames.ModelName, model.ReadText());
        reader.Finish();
        return new LabelledIncident(name, from, to, labels.Build());
    }

    private static long ReadTime(MappingReader reader, string key)
    {
        if (!reader.TryRequire(key, "a time such as 2026-03-01T10:00:00Z", out DocumentNode? node)) return 0;
        if (Rfc3339.TryParse(node.Text ?? "", out long timeMs)) return timeMs;
        node.Report($"expected a time such as 2026-03-01T10:00:00Z, found {node.Describe()}");
        return 0;
    }
}
