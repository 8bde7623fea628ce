using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Heed.Ingest.Files;
using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;

namespace Heed.Server.Baselines;

/// <summary>
/// Makes baselines from the files that the configuration names. A baseline that was made before from the same file with the same
/// options is read back instead.
/// </summary>
public sealed class BaselineFiles
{
    private readonly string? _directory;

    /// <param name="directory">Where made baselines are kept; null to keep none.</param>
    public BaselineFiles(string? directory)
    {
        _directory = directory;
        if (directory is not null) Directory.CreateDirectory(directory);
    }

    /// <summary>The error says which file, which line, what was expected.</summary>
    public ParseResult<Baseline> Read(string file, ModelOptions options)
    {
        try
        {
            string? kept = _directory is null ? null : Path.Combine(_directory, KeptName(file, options));
            if (kept is not null && File.Exists(kept))
            {
                using FileStream stream = File.OpenRead(kept);
                ParseResult<Baseline> before = Baseline.Load(stream);
                if (before.IsSuccess) return before;
            }

            ParseResult<Baseline> made = Make(file, options);
            if (made.IsSuccess && kept is not null) Keep(made.Value, kept);
            return made;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ParseResult<Baseline>.Failure($"{file}: {error.Message}");
        }
    }

    private static ParseResult<Baseline> Make(string file, ModelOptions options)
    {
        BaselineBuilder builder = new(options);
        using RowReader rows = RowReader.Open(file, new RowOptions());
        RawRow row = new();
        while (true)
        {
            switch (rows.Next(row))
            {
                case RowStep.End:
                    return builder.Build();
                case RowStep.Problem:
                    return ParseResult<Baseline>.Failure(rows.Problem!.ToString());
                default:
                    BaselineRows.Add(row, builder, options);
                    break;
            }
        }
    }

    private static void Keep(Baseline baseline, string path)
    {
        string temporary = path + ".tmp";
        using (FileStream stream = File.Create(temporary)) baseline.Save(stream);
        File.Move(temporary, path, overwrite: true);
    }

    private static string KeptName(string file, ModelOptions options)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // What the service promises is no part of a baseline.
        hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(options with { Promise = default })));
        using FileStream stream = File.OpenRead(file);
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        string name = string.Concat(options.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return $"{name}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))}.baseline";
    }
}
