/** A column of PwTable. On a phone each row becomes a card and `label` is printed beside the value. */
export interface TableColumn {
  readonly key: string;
  readonly label: string;
  readonly align?: 'start' | 'end';
  /** CSS width of the column on wide screens. */
  readonly width?: string;
  /** The heading of the card on a phone; the first column unless told. */
  readonly lead?: boolean;
  readonly hideLabel?: boolean;
}
