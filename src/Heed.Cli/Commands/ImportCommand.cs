using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Server.Sources;

namespace Heed.Cli.Commands;

/// <summary><c>heed import FILE…</c>: sends files of other systems to a running server as events.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "SageMaker data capture or ground truth, Azure ML collector logs, CSV with a header, Label Studio's export, "
                + "Heed's events; plain or gzip.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> config = new("--config")
        {
            Description = "The server's configuration: models, baselines, mappings.",
            DefaultValueFactory = _ => ConfigurationInput.DefaultFile,
        };
        Option<string> server = ServerQuestion.Option();
        Option<string?> model = new("--model") { Description = "The files' model; needed where there are several and the files do not tell." };
        Option<string> format = new("--format")
        {
            Description = $"One of {string.Join(", ", SourceFormats.Names)}.",
            DefaultValueFactory = _ => SourceFormats.Auto,
        };
        Option<bool> json = new("--json") { Description = "Print one line of JSON a file, with every refused line." };
        Command command = new("import", "Sends files of other systems to a running server; a second time changes nothing.")
        {
            files, config, server, model, format, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(files)!,
            parsed.GetValue(config)!,
            parsed.GetValue(server),
            parsed.GetValue(model),
            parsed.GetValue(format)!,
            parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files, string config, string? server, string? model, string format, bool json, CancellationToken cancellation)
    {
        if (!SourceFormats.Names.Contains(format))
        {
            return Wrong($"--format: expected one of {string.Join(", ", SourceFormats.Names)}, found \"{format}\"");
        }

        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address))
        {
            return Wrong($"--server: expected an address such as {ServerQuestion.DefaultServer}, found \"{server}\"");
        }

        if (ConfigurationInput.Read(config, null) is not { } inventory) return ExitCodes.BadInput;
        SourceModels models = ConfiguredSources.Of(inventory);
        SourceModel? named = model is null ? null : models.Find(model);
        if (model is not null && named is null) return Wrong($"--model: there is no model {model} in {config}");
        using HttpClient client = new() { BaseAddress = address };
        bool failed = false;
        foreach (string path in files)
        {
            try
            {
                using SourceFile file = SourceFile.Open(path, models, named, SourceFormats.Find(format));
                FileImport done = Send(client, file, path, cancellation);
                Print(path, file, done, json);
                failed |= done.Error is not null || (done.Accepted == 0 && done.Refused.Count > 0);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"heed: {path}: {error.Message}");
                failed = true;
            }
        }

        return failed ? ExitCodes.BadInput : ExitCodes.Done;
    }

    /// <summary>The bar belongs to this thread until the file has been sent.</summary>
    private static FileImport Send(HttpClient client, SourceFile file, string path, CancellationToken cancellation) => StoreCommand.WithProgress(
        $"importing {Path.GetFileName(path)}", progress => new EventPoster(client).SendAsync(file, progress, cancellation).GetAwaiter().GetResult());

    private static int Wrong(string sentence)
    {
        Console.Error.WriteLine($"heed: {sentence}");
        return ExitCodes.WrongUsage;
    }

    private static void Print(string path, SourceFile file, FileImport done, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                file = path,
                format = file.Format?.Name,
                accepted = done.Accepted,
                refused_count = done.RefusedCount,
                refused = done.Refused.Select(r => new { line = r.Place.Line, row = r.Place.Row, reason = r.Reason, detail = r.Detail }),
                error = done.Error,
            }));
            return;
        }

        string format = file.Format?.Name ?? "empty";
        Console.WriteLine(Text($"{path}: {format}, {done.Accepted:N0} events accepted, {done.RefusedCount:N0} lines refused"));
        foreach (ImportRefusal refusal in done.Refused) Console.Error.WriteLine($"{path}:{refusal}");
        long further = done.RefusedCount - done.Refused.Count;
        if (further > 0) Console.Error.WriteLine(Text($"{path}: {further:N0} further refused lines"));
        if (done.Error is not null) Console.Error.WriteLine($"heed: {path}: {done.Error}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
