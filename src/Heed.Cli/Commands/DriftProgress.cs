using Heed.Model.Parsing;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary>Reads both files of a comparison, with a bar on a terminal while they are large.</summary>
internal static class DriftProgress
{
    /// <summary>Smaller files are read before a bar would be seen.</summary>
    private const long LargeBytes = 64L << 20;

    /// <summary>The error says which file and what is wrong with it.</summary>
    public static ParseResult<(DriftFile Baseline, DriftFile Current)> Read(DriftRequest request, CancellationToken cancellation)
    {
        long bytes = new FileInfo(request.Baseline).Length + new FileInfo(request.Current).Length;
        bool plain = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || bytes < LargeBytes;
        if (plain) return Read(request, _ => null, cancellation);
        IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return errors.Progress().AutoClear(true).Start(context => Read(
            request,
            path => new FileProgress(context.AddTask(Markup.Escape("reading " + Path.GetFileName(path)), maxValue: new FileInfo(path).Length)),
            cancellation));
    }

    private static ParseResult<(DriftFile Baseline, DriftFile Current)> Read(
        DriftRequest request, Func<string, IProgress<long>?> progress, CancellationToken cancellation)
    {
        ParseResult<DriftFile> baseline = DriftFile.Read(request.Baseline, request.Selection, progress(request.Baseline), cancellation);
        if (!baseline.IsSuccess) return ParseResult<(DriftFile, DriftFile)>.Failure(baseline.Error);
        ParseResult<DriftFile> current = DriftFile.Read(request.Current, request.Selection, progress(request.Current), cancellation);
        return current.IsSuccess
            ? ParseResult<(DriftFile, DriftFile)>.Success((baseline.Value, current.Value))
            : ParseResult<(DriftFile, DriftFile)>.Failure(current.Error);
    }

    private sealed class FileProgress(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
