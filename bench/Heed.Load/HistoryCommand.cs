using System.CommandLine;
using System.Globalization;

namespace Heed.Load;

/// <summary><c>history</c>: thirty days of about two hundred series, by remote write or as OpenMetrics files.</summary>
internal static class HistoryCommand
{
    private const int StepsARequest = 60;

    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        url.Required = false;
        Option<string> folder = new("--openmetrics") { Description = "Writes files into this folder instead, for promtool." };
        Command command = new("history", "Pushes thirty days in order of time by remote write (--url is the whole address of the write endpoint).") { url, folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(folder) is { } path)
            {
                await OpenMetricsFiles.WriteAsync(path, cancellation);
                return 0;
            }

            using HttpClient client = new();
            RemoteWriter writer = new(client, parsed.GetRequiredValue(url));
            long start = TimeProvider.System.GetTimestamp();
            long samples = await PushAsync(writer, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{samples} samples in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s, {writer.Refused} requests refused"));
            return writer.Refused == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<long> PushAsync(RemoteWriter writer, CancellationToken cancellation)
    {
        HistorySeries history = new();
        byte[][] labels = [.. history.Labels.Select(RemoteWriteBody.EncodeLabels)];
        RemoteWriteBody body = new();
        long samples = 0;
        for (long second = HistorySeries.StartSeconds; second < HistorySeries.EndSeconds; second += HistorySeries.StepSeconds)
        {
            history.MoveTo(second);
            for (int i = 0; i < labels.Length; i++) body.Add(labels[i], history.Values[i], second * 1000);
            samples += labels.Length;
            if (body.Samples >= labels.Length * StepsARequest) await writer.SendAsync(body, cancellation);
        }

        await writer.SendAsync(body, cancellation);
        return samples;
    }
}
