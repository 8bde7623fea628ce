using System.Globalization;
using System.Text;

using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Server.Configuration;

namespace Heed.Server.Baselines;

/// <summary>The baselines that models have learned from production: the rows of each in a file that is never changed once it is in force.</summary>
/// <param name="directory">Beside the baselines of files; null to keep nothing, as a replay does.</param>
internal sealed class LearnedBaselines(string? directory)
{
    /// <summary>Makes the baseline of what was learned. The error says why it cannot be made.</summary>
    public ParseResult<Baseline> Make(ModelConfiguration model, LearningRows rows)
    {
        string file = directory is null ? Path.GetTempFileName() : PathOf(model);
        try
        {
            if (directory is not null) Directory.CreateDirectory(directory);
            string temporary = file + ".tmp";
            using (FileStream stream = File.Create(temporary))
            {
                rows.Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            return new BaselineFiles(directory).Read(file, model.Options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ParseResult<Baseline>.Failure($"{file}: {error.Message}");
        }
        finally
        {
            if (directory is null) File.Delete(file);
        }
    }

    /// <summary>What the model learned in an earlier life; null where its rows are not there.</summary>
    public Baseline? Find(ModelConfiguration model)
    {
        if (directory is null || !File.Exists(PathOf(model))) return null;
        ParseResult<Baseline> read = new BaselineFiles(directory).Read(PathOf(model), model.Options);
        return read.IsSuccess ? read.Value : null;
    }

    /// <summary>Any text may name a model, but not a file: its hash tells apart what looks the same.</summary>
    private string PathOf(ModelConfiguration model)
    {
        string name = string.Concat(model.Options.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        ulong hash = RecordId.Of(Encoding.UTF8.GetBytes(model.Options.Name)).High;
        return Path.Combine(directory!, string.Create(CultureInfo.InvariantCulture, $"{name}-{hash:x16}-first-{model.Learning}.ndjson"));
    }
}
