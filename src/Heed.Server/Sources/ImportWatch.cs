using System.Globalization;

using Heed.Ingest.Events;
using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Sources;

/// <summary>
/// Takes in the files of a folder. A file is read once its size and time have stood still for one interval, and is then moved to
/// <see cref="ImportFolderOptions.DoneFolder"/>, with its refused lines beside it. A server that stops amid a file reads it again:
/// the ids are the same.
/// </summary>
internal sealed class ImportWatch(
    ImportFolderOptions options, SourceDesk desk, IngestGate gate, ImportFigures figures, TimeProvider clock, ILogger<ImportWatch> log) : BackgroundService
{
    private const string RefusedSuffix = ".refused.txt";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (long Size, DateTime Changed)> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<(string Path, long Size, DateTime Changed)> _stuck = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Interval, clock);
        try
        {
            do
            {
                try
                {
                    await LookAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    figures.Failures.Increment();
                    SourceLog.ImportFailed(log, options.Folder, error.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(options.Folder)) return;
        HashSet<string> present = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(options.Folder, options.Pattern).Order(StringComparer.Ordinal))
        {
            FileInfo file = new(path);
            if (!file.Exists) continue;
            present.Add(path);
            (long Size, DateTime Changed) now = (file.Length, file.LastWriteTimeUtc);
            bool stands = _seen.TryGetValue(path, out (long Size, DateTime Changed) before) && before == now;
            _seen[path] = now;
            if (stands && !_stuck.Contains((path, now.Size, now.Changed))) await ImportAsync(path, now, cancellation).ConfigureAwait(false);
        }

        foreach (string gone in _seen.Keys.Where(p => !present.Contains(p)).ToArray()) _seen.Remove(gone);
        _stuck.RemoveWhere(s => !present.Contains(s.Path));
    }

    private async Task ImportAsync(string path, (long Size, DateTime Changed) stamp, CancellationToken cancellation)
    {
        try
        {
            FileImport done;
            using (SourceFile file = Open(path)) done = await TakeAsync(file, cancellation).ConfigureAwait(false);
            figures.Add(done);
            MoveAway(path, done);
            SourceLog.Imported(log, path, done.Accepted, done.RefusedCount);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // One that cannot be moved would be read at every look.
            _stuck.Add((path, stamp.Size, stamp.Changed));
            figures.Failures.Increment();
            SourceLog.ImportFailed(log, path, error.Message);
        }
    }

    private SourceFile Open(string path)
    {
        SourceModels models = desk.Models;
        SourceModel? model = options.Model is { } name ? models.Find(name) : null;
        return SourceFile.Open(path, models, model, SourceFormats.Find(options.Format));
    }

    private async Task<FileImport> TakeAsync(SourceFile file, CancellationToken cancellation)
    {
        FileImport done = new();
        ImportBatch batch = new();
        while (file.Fill(batch))
        {
            done.Add(batch);
            if (batch.Lines.Count == 0) continue;
            IngestReceipt receipt;
            while (true)
            {
                using LinesStream body = new(batch.Lines.Bytes);
                receipt = await gate.TakeAsync(body, BodyCompression.Detect, cancellation).ConfigureAwait(false);
                if (receipt is { IsOverloaded: false, Failure: null }) break;
                await Task.Delay(Retry, clock, cancellation).ConfigureAwait(false);
            }

            done.Accepted += receipt.Accepted;
            foreach (LineRefusal refusal in receipt.Body.Rejected)
            {
                done.Refuse(new ImportRefusal(batch.PlaceOf(refusal.Line), RefusalReasons.Word(refusal.Reason), refusal.Detail));
            }

            done.RefuseUnlisted(receipt.Body.RejectedCount - receipt.Body.Rejected.Count);
        }

        return done;
    }

    private static void MoveAway(string path, FileImport done)
    {
        string folder = Path.Combine(Path.GetDirectoryName(path)!, ImportFolderOptions.DoneFolder);
        Directory.CreateDirectory(folder);
        string target = Path.Combine(folder, Path.GetFileName(path));
        if (done.RefusedCount > 0)
        {
            using StreamWriter writer = new(target + RefusedSuffix);
            foreach (ImportRefusal refusal in done.Refused)
            {
                writer.Write($"{refusal}\n");
            }

            long further = done.RefusedCount - done.Refused.Count;
            if (further > 0) writer.Write(string.Create(CultureInfo.InvariantCulture, $"and {further} further lines\n"));
        }

        File.Move(path, target, overwrite: true);
    }
}
