using System.CommandLine;

using Heed.Cli;
using Heed.Cli.Commands;

RootCommand root = new("Heed watches machine-learning models in production and wakes a person only when it matters.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    CheckCommand.Create(),
    ReplayCommand.Create(),
    DriftCommand.Create(),
    QueryCommand.Create(),
    TestCommand.Create(),
    OnCallCommand.Create(),
    BacktestCommand.Create(),
    IncidentsCommand.Create(),
    IncidentsCommand.CreateAcknowledge(),
    ExplainCommand.Create(),
    NoiseCommand.Create(),
    SloCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    StoreCommand.Create(),
    StateCommand.Create(),
    TemplateCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors) await Console.Error.WriteLineAsync("heed: " + error.Message);
    await Console.Error.WriteLineAsync("Try: heed --help");
    return ExitCodes.WrongUsage;
}

return await parsed.InvokeAsync();
