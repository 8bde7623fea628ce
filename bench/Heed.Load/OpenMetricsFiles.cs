using System.Globalization;
using System.Text;

namespace Heed.Load;

/// <summary>The thirty days as OpenMetrics text, a file for each stretch, as a Prometheus that kept them would have blocks.</summary>
internal static class OpenMetricsFiles
{
    private const long StretchSeconds = 54 * 3600;

    public static async Task WriteAsync(string folder, CancellationToken cancellation)
    {
        HistorySeries history = new();
        string[] names = [.. history.Labels.Select(Name)];
        StringBuilder text = new(1 << 20);
        StreamWriter? file = null;
        long stretch = -1;
        for (long second = HistorySeries.StartSeconds; second < HistorySeries.EndSeconds; second += HistorySeries.StepSeconds)
        {
            if (second / StretchSeconds != stretch)
            {
                await EndAsync(file, text);
                stretch = second / StretchSeconds;
                file = File.CreateText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{stretch}.om")));
            }

            history.MoveTo(second);
            for (int i = 0; i < names.Length; i++)
            {
                text.Append(names[i]).Append(' ').Append(history.Values[i].ToString("R", CultureInfo.InvariantCulture)).Append(' ').Append(second).Append('\n');
            }

            if (text.Length < 1 << 19) continue;
            await file!.WriteAsync(text, cancellation);
            text.Clear();
        }

        await EndAsync(file, text);
    }

    private static async Task EndAsync(StreamWriter? file, StringBuilder text)
    {
        if (file is null) return;
        text.Append("# EOF\n");
        await file.WriteAsync(text);
        text.Clear();
        await file.DisposeAsync();
    }

    private static string Name((string Name, string Value)[] labels) =>
        labels[0].Value + "{" + string.Join(',', labels.Skip(1).Select(l => $"{l.Name}=\"{l.Value}\"")) + "}";
}
