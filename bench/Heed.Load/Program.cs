using System.CommandLine;

using Heed.Load;

RootCommand root = new("Loads a server on this machine and times it. Bounded in number; refuses every address but loopback.")
{
    AlertsCommand.Build(), EventsCommand.Build(), PushCommand.Build(), HistoryCommand.Build(), QueryCommand.Build(), CloudEventsCommand.Build(),
    PredictServiceCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
