using System.Text;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Grouping;

/// <summary>A group's labels as they stand in its key: <c>{alertname="A", model_name="credit"}</c>.</summary>
internal static class GroupLabelText
{
    public static string Format(LabelSet labels)
    {
        StringBuilder text = new("{");
        foreach (Label label in labels.Labels)
        {
            if (text.Length > 1) text.Append(", ");
            text.Append(label.Name).Append('=');
            Quoting.AppendQuoted(text, label.Value);
        }

        return text.Append('}').ToString();
    }
}
