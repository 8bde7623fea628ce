using System.Net;
using System.Text.Json;

using Heed.Ingest.Sources.Files;
using Heed.Server.Sources;

namespace Heed.Cli.Commands;

/// <summary>Posts the batches of a file one after another; a busy server is asked again.</summary>
internal sealed class EventPoster(HttpClient client)
{
    private const int MostAttempts = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<FileImport> SendAsync(SourceFile file, IProgress<double>? progress, CancellationToken cancellation)
    {
        FileImport done = new();
        ImportBatch batch = new();
        while (done.Error is null && file.Fill(batch))
        {
            done.Add(batch);
            if (batch.Lines.Count > 0) await PostAsync(batch, done, cancellation);
            progress?.Report(file.Progress);
        }

        return done;
    }

    private async Task PostAsync(ImportBatch batch, FileImport done, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            using ReadOnlyMemoryContent content = new(batch.Lines.Bytes);
            try
            {
                using HttpResponseMessage response = await client.PostAsync(new Uri("v1/events", UriKind.Relative), content, cancellation);
                bool isBusy = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
                if (!isBusy)
                {
                    Read(await response.Content.ReadAsByteArrayAsync(cancellation), batch, done);
                    return;
                }

                if (attempt == MostAttempts)
                {
                    done.Error = $"the server was busy {MostAttempts} times; import the file again later, what is in already stays once";
                }
            }
            catch (HttpRequestException error)
            {
                done.Error = $"expected a server at {client.BaseAddress}: {error.Message}";
            }

            if (done.Error is not null) return;
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private static void Read(byte[] answer, ImportBatch batch, FileImport done)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement root = document.RootElement;
            done.Accepted += root.GetProperty("accepted").GetInt64();
            foreach (JsonElement rejected in root.GetProperty("rejected").EnumerateArray())
            {
                FilePlace place = batch.PlaceOf(rejected.GetProperty("line").GetInt32());
                done.Refuse(new ImportRefusal(place, rejected.GetProperty("code").GetString()!, rejected.GetProperty("reason").GetString()!));
            }

            done.RefuseUnlisted(root.GetProperty("rejected_count").GetInt64() - root.GetProperty("rejected").GetArrayLength());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            done.Error = "expected the answer of a Heed server, found another one";
        }
    }
}
