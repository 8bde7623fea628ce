using System.CommandLine;

using Heed.Documents;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.Cli.Commands;

/// <summary>Reads <c>heed.yml</c> and all that it reaches, and prints every mistake.</summary>
internal static class ConfigurationInput
{
    public const string DefaultFile = "heed.yml";

    public static Argument<string> Argument(bool optional) => new("heed.yml")
    {
        Description = "The configuration file.",
        Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => DefaultFile,
    };

    /// <summary>Null where anything is wrong; it has then been printed.</summary>
    public static Inventory? Read(string file, string? dataDirectory, bool keepBaselines = true)
    {
        (HeedOptions? options, Diagnostics diagnostics) = HeedConfiguration.Load(file);
        if (options is not null && dataDirectory is not null)
        {
            options = options with { Server = options.Server with { Data = Path.GetFullPath(dataDirectory) } };
        }

        Inventory? inventory = null;
        if (options is not null)
        {
            string? baselines = keepBaselines ? Path.Combine(options.Server.Data, "baselines") : null;
            inventory = Inventory.Read(options, new BaselineFiles(baselines), diagnostics);
        }

        Print(diagnostics);
        return inventory;
    }

    public static void Print(Diagnostics diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics.All) Console.Error.WriteLine(diagnostic.ToString());
        if (diagnostics.All.Count > 1) Console.Error.WriteLine($"{diagnostics.All.Count} errors");
    }
}
