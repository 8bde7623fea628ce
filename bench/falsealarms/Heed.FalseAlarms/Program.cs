using Heed.FalseAlarms;
using Heed.Monitoring.Evidence;
StreamShape shape = new(50, 10, 0, false, 0.9);
for (int s = 100; s < 160; s++)
{
    SimulatedModel model = new(shape, (ulong)s);
    ModelEvidence evidence = new(model.Layout, TimeSpan.FromDays(30));
    AlarmCount alarms = new(evidence); int last = 0;
    for (int h = 0; h < 2160; h++) { model.Next(StreamChange.None); evidence.Close(model.Pane); alarms.Look(); if (alarms.Count > last) { last = alarms.Count; foreach (EvidenceFinding f in evidence.Findings()) if (f.State == EvidenceState.Holding) Console.WriteLine($"{s} {h} {f}"); } }
}
