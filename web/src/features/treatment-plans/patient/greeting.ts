/** Part of the day in the patient's own zone. */
export const greetingKey = (hour: number): 'morning' | 'day' | 'evening' => {
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 17 ? 'day' : 'evening';
};

export const hourIn = (at: Date, zone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hour12: false }).format(at));
